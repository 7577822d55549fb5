// What a client repeats, where, when, and what it tells of it.
import { ApiError, defineEndpoint } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import type { AttemptEvent, ClientOptions } from '@wxdp/fetch'
import { createLimiter } from '@wxdp/fetch/limiter'
import { alike, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { answer, clientOf, input, signer } from './call.ts'
import { official } from './fixtures.ts'

const group = 'client'
const good = answer(JSON.stringify({ notify_url: input.notify_url }))
const probed = answer(JSON.stringify({ notify_url: input.notify_url }), {
  changes: { 'wechatpay-signature': official.probe.signature },
})
const lost = (): Promise<Response> => Promise.reject(new TypeError('no connection'))
const later =
  (status: number, headers: Record<string, string> = {}) =>
  async (): Promise<Response> =>
    new Response('{"code":"SYSTEM_ERROR"}', { status, headers })

/** A client of these answers, one after the other, the last one for ever; its clock moves only while it waits. */
function inTurn(answers: readonly (() => Promise<Response>)[], more: Partial<ClientOptions> = {}) {
  let time = 0
  const requests: Request[] = []
  const waits: number[] = []
  const events: AttemptEvent[] = []
  const client = clientOf(
    async (request) => {
      requests.push(request)
      const next = answers[Math.min(requests.length, answers.length) - 1]
      return next ? next() : lost()
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
  test(group, `${status} is repeated after a pause, signed anew over the same bytes`, async () => {
    const accepted = answer('{}', { status: 202 })
    const { set, requests, waits } = inTurn([status === 202 ? accepted : later(status), good])
    equal((await set()).notify_url, input.notify_url)
    alike(waits, [1000])
    const [first, second] = requests
    equal(await first?.text(), await second?.text())
    equal(first?.headers.get('authorization') === second?.headers.get('authorization'), false)
  })
}

test(group, 'pauses grow, and attempts have an end', async () => {
  const { set, waits } = inTurn([later(503)])
  const error = (await thrownBy(set)) as ApiError
  equal(error instanceof ApiError, true)
  alike(waits, [1000, 2000, 4000])
  alike(
    error.attempts.map(({ status, code }) => [status, code]),
    Array(4).fill([503, 'SYSTEM_ERROR']),
  )
})

test(group, 'Retry-After is heeded, in seconds and as a date', async () => {
  const date = 'Wed, 25 Nov 2026 08:00:00 GMT'
  const seconds = inTurn([later(429, { 'retry-after': '9' }), good])
  await seconds.set()
  const dated = inTurn([later(429, { date, 'retry-after': 'Wed, 25 Nov 2026 08:00:11 GMT' }), good])
  await dated.set()
  alike([seconds.waits, dated.waits], [[9000], [11_000]])
})

test(group, 'a Retry-After beyond the deadline ends the call with the answer', async () => {
  const { set, requests } = inTurn([later(429, { 'retry-after': '30' })])
  equal(((await thrownBy(set)) as ApiError).status, 429)
  equal(requests.length, 1)
})

test(group, 'a probe on a success is asked for again at once', async () => {
  const { set, waits, requests } = inTurn([probed, good])
  await set()
  alike([waits, requests.length], [[], 2])
})

test(group, 'an endpoint that says never is sent once', async () => {
  const never = defineEndpoint({
    name: 'never',
    method: 'POST',
    path: '/v3/never',
    caller: 'mchid',
    retry: 'never',
    input: setNotifyUrl.input,
  })
  for (const each of [later(429), later(503), probed, lost]) {
    const { client, requests } = inTurn([each])
    await thrownBy(() => client.call(never, input))
    equal(requests.length, 1)
  }
})

test(group, 'a host that failed is left for 60 s, then one call finds out whether it is back', async () => {
  const hosts = ['https://one.example', 'https://two.example']
  const { set, requests, pass } = inTurn([lost, good], { hosts })
  const asked = async (): Promise<string[]> => {
    await set()
    return requests.splice(1).map(({ url }) => new URL(url).hostname)
  }
  alike(await asked(), ['two.example'])
  alike(await asked(), ['two.example'])
  pass(60_000)
  alike(await asked(), ['one.example'])
  alike(await asked(), ['one.example'])
})

test(group, 'a caller ends a call while it waits to repeat', async () => {
  const controller = new AbortController()
  const reason = { mine: true }
  const client = clientOf(later(503, { 'retry-after': '20' }), {
    observe: () => void setTimeout(() => controller.abort(reason), 10),
    // As it is where nothing is given: a timer.
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

test(group, 'every attempt is told of, and no secret with it', async () => {
  const { set, events, requests } = inTurn([later(503, { 'request-id': '08A1' }), good])
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
  const told = JSON.stringify(events)
  equal(told.includes(requests[0]?.headers.get('authorization') ?? 'WECHATPAY2'), false)
  equal(told.includes(signer.serialNo), false)
})

test(group, 'a limiter holds calls below the limit, and refuses what waits beyond its queue', async () => {
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

test(
  group,
  'a request names the language that is asked for, and the runtime where it has a name',
  async () => {
    const { set, requests } = inTurn([good], { language: 'zh-HK' })
    await set()
    const headers = requests[0]?.headers
    equal(headers?.get('accept-language'), 'zh-HK')
    const runtime = globalThis.navigator?.userAgent
    const wanted = runtime ? ` ${runtime}` : ''
    equal(/^wxdp\/\d+\.\d+\.\d+/.test(headers?.get('user-agent') ?? ''), true)
    equal(headers?.get('user-agent')?.replace(/^wxdp\/[^ ]+/, ''), wanted)
  },
)
