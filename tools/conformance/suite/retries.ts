// What a client retries, where and when, and what it reports.
import { ApiError, defineEndpoint } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import type { AttemptEvent, ClientOptions } from '@wxdp/fetch'
import { createLimiter } from '@wxdp/fetch/limiter'
import { official } from '@wxdp-internal/fixtures'
import { alike, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { clientOf, input, notifyUrl, type Respond, respondWith, success } from './support/call.ts'
import { signer } from './support/platform.ts'

const group = 'client'
const good = respondWith(success)
const probed = respondWith(success, { headers: { 'wechatpay-signature': official.probe.signature } })
const lost: Respond = () => Promise.reject(new TypeError('no connection'))
const failure =
  (status: number, headers: Record<string, string> = {}): Respond =>
  async () =>
    new Response('{"code":"SYSTEM_ERROR"}', { status, headers })

/** A client that gets these responses in order, the last one again and again. Its clock moves only while it waits. */
function inTurn(responses: readonly Respond[], more: Partial<ClientOptions> = {}) {
  let time = 0
  const requests: Request[] = []
  const waits: number[] = []
  const events: AttemptEvent[] = []
  const client = clientOf(
    async (...sent) => {
      requests.push(new Request(...sent))
      return (responses[requests.length - 1] ?? responses.at(-1) ?? lost)()
    },
    {
      clock: () => time,
      random: () => 1,
      observe: (event) => void events.push(event),
      async wait(ms) {
        waits.push(ms)
        time += ms
      },
      ...more,
    },
  )
  const pass = (ms: number): void => {
    time += ms
  }
  return { client, set: () => client.call(setNotifyUrl, input), requests, waits, events, pass }
}

for (const status of [202, 429, 500, 502, 503]) {
  test(group, `${status} is retried after a pause, with a new signature over the same bytes`, async () => {
    const accepted = respondWith('{}', { status: 202 })
    const { set, requests, waits } = inTurn([status === 202 ? accepted : failure(status), good])
    equal((await set()).notify_url, notifyUrl)
    alike(waits, [1000])
    const [first, second] = requests
    equal(await first?.text(), await second?.text())
    equal(first?.headers.get('authorization') === second?.headers.get('authorization'), false)
  })
}

test(group, 'pauses grow, and the number of attempts is limited', async () => {
  const { set, waits } = inTurn([failure(503)])
  const error = (await thrownBy(set)) as ApiError
  equal(error instanceof ApiError, true)
  alike(waits, [1000, 2000, 4000])
  alike(
    error.attempts.map(({ status, code }) => [status, code]),
    Array(4).fill([503, 'SYSTEM_ERROR']),
  )
})

test(group, 'Retry-After is respected, in seconds and as a date', async () => {
  const date = 'Wed, 25 Nov 2026 08:00:00 GMT'
  const seconds = inTurn([failure(429, { 'retry-after': '9' }), good])
  await seconds.set()
  const dated = inTurn([failure(429, { date, 'retry-after': 'Wed, 25 Nov 2026 08:00:11 GMT' }), good])
  await dated.set()
  alike([seconds.waits, dated.waits], [[9000], [11_000]])
})

test(group, 'a Retry-After beyond the deadline ends the call with that response', async () => {
  const { set, requests } = inTurn([failure(429, { 'retry-after': '30' })])
  equal(((await thrownBy(set)) as ApiError).status, 429)
  equal(requests.length, 1)
})

test(group, 'a success with the signature of a probe is retried at once', async () => {
  const { set, waits, requests } = inTurn([probed, good])
  await set()
  alike([waits, requests.length], [[], 2])
})

test(group, 'an endpoint with retry: never is sent once', async () => {
  const never = defineEndpoint({
    name: 'never',
    method: 'POST',
    path: '/v3/never',
    caller: 'mchid',
    retry: 'never',
    input: setNotifyUrl.input,
  })
  for (const each of [failure(429), failure(503), probed, lost]) {
    const { client, requests } = inTurn([each])
    await thrownBy(() => client.call(never, input))
    equal(requests.length, 1)
  }
})

test(group, 'a host that failed is not tried for 60 s, and then tried again', async () => {
  const hosts = ['https://one.example', 'https://two.example']
  const { set, requests, pass } = inTurn([lost, good], { hosts })
  const hostsOf = async (): Promise<string[]> => {
    await set()
    return requests.splice(1).map(({ url }) => new URL(url).hostname)
  }
  alike(await hostsOf(), ['two.example'])
  alike(await hostsOf(), ['two.example'])
  pass(60_000)
  alike(await hostsOf(), ['one.example'])
  alike(await hostsOf(), ['one.example'])
})

test(group, 'a caller aborts a call while it waits for a retry', async () => {
  const controller = new AbortController()
  const reason = { mine: true }
  const client = clientOf(failure(503, { 'retry-after': '20' }), {
    observe: () => void setTimeout(() => controller.abort(reason), 10),
    // A timer, as without this option.
    wait: (ms, signal) =>
      new Promise((_, reject) => {
        const timer = setTimeout(reject, ms)
        signal?.addEventListener('abort', () => {
          clearTimeout(timer)
          reject(signal.reason)
        })
      }),
  })
  equal(await thrownBy(() => client.call(setNotifyUrl, input, { signal: controller.signal })), reason)
})

test(group, 'every attempt is reported, without a secret', async () => {
  const { set, events, requests } = inTurn([failure(503, { 'request-id': '08A1' }), good])
  await set()
  alike(
    events.map(({ attempt, status, code, requestId, retryAfterMs }) => [
      attempt,
      status ?? 0,
      code ?? '',
      requestId ?? '',
      retryAfterMs ?? '',
    ]),
    [
      [1, 503, 'SYSTEM_ERROR', '08A1', 1000],
      [2, 200, '', '', ''],
    ],
  )
  const reported = JSON.stringify(events)
  equal(reported.includes(requests[0]?.headers.get('authorization') ?? 'WECHATPAY2'), false)
  equal(reported.includes(signer.serialNo), false)
})

test(group, 'a limiter keeps calls below the limit, and refuses a call when its queue is full', async () => {
  let time = 0
  const limiter = createLimiter({
    maxWaiting: 2,
    clock: () => time,
    async wait(ms) {
      await new Promise((resolve) => setTimeout(resolve, 0))
      time += ms
    },
  })
  const leftAt: number[] = []
  const client = clientOf(good, {
    limiter: {
      async acquire(key, request) {
        await limiter.acquire(key, request)
        leftAt.push(time)
      },
    },
  })
  const all = Array.from({ length: 12 }, () => client.call(setNotifyUrl, input))
  await refuses('FETCH_LIMITED', () => client.call(setNotifyUrl, input))
  await Promise.all(all)
  alike(leftAt, [...Array(10).fill(0), 1000, 1000])
})

test(group, 'a request names the configured language, and the runtime if it has a name', async () => {
  const { set, requests } = inTurn([good], { language: 'zh-HK' })
  await set()
  const headers = requests[0]?.headers
  equal(headers?.get('accept-language'), 'zh-HK')
  const runtime = globalThis.navigator?.userAgent
  const expected = runtime ? ` ${runtime}` : ''
  equal(/^wxdp\/\d+\.\d+\.\d+/.test(headers?.get('user-agent') ?? ''), true)
  equal(headers?.get('user-agent')?.replace(/^wxdp\/[^ ]+/, ''), expected)
})
