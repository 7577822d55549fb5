import { ApiError } from '@wxdp/core'
import { createPlan, listPlans, setNotifyUrl, terminatePlan } from '@wxdp/core/partner'
import { createClient, FetchError, type FetchFunction } from '@wxdp/fetch'
import { signedResponse } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it, vi } from 'vitest'
import {
  endpointOf,
  errorOf,
  failure,
  input,
  mchid,
  output,
  probe,
  setup,
  signer,
  success,
  verifier,
} from '../support/setup.ts'

/** A transport that uses each function once, in order, and the last one for all other requests. */
function inTurn(...responses: readonly (() => Response | Promise<Response>)[]) {
  const requests: Request[] = []
  const fetch: FetchFunction = async (...sent) => {
    const request = new Request(...sent)
    requests.push(request)
    return await (responses[Math.min(requests.length, responses.length) - 1] as () => Promise<Response>)()
  }
  return { fetch, requests }
}
const disconnect = (): Promise<never> => Promise.reject(new TypeError('fetch failed'))

describe('an error response', () => {
  it.each<[string, number, string | undefined]>([
    ['202, accepted but not done', 202, undefined],
    ['429', 429, 'RATELIMIT_EXCEEDED'],
    ['429 with an unknown code', 429, 'SLOWLY'],
    ['429 of a proxy', 429, undefined],
    ['500 SYSTEM_ERROR', 500, 'SYSTEM_ERROR'],
    ['502', 502, undefined],
    ['503', 503, 'SERVICE_UNAVAILABLE'],
  ])('of %s is retried until a success arrives', async (_, status, code) => {
    const response = () => (status === 202 ? signedResponse('{}', { status }) : failure(status, code))
    const { fetch, requests } = inTurn(response, response, () => success())
    const { client, waits } = setup({ fetch })
    await expect(client.call(setNotifyUrl, input)).resolves.toEqual(output)
    expect(requests).toHaveLength(3)
    expect(waits).toEqual([1000, 2000])
  })

  it.each<[number, string | undefined]>([
    [400, 'PARAM_ERROR'],
    [400, 'SYSTEM_ERROR'],
    [401, 'SIGN_ERROR'],
    [403, 'RATELIMIT_EXCEEDED'],
    [404, undefined],
    [500, undefined],
    [500, 'OTHER_ERROR'],
    [501, 'SYSTEM_ERROR'],
    [504, undefined],
  ])('of %i %s is not retried', async (status, code) => {
    const { fetch, requests } = inTurn(() => failure(status, code))
    const { client } = setup({ fetch })
    await expect(client.call(setNotifyUrl, input)).rejects.toMatchObject({ status })
    expect(requests).toHaveLength(1)
  })
})

describe('the retry policy of an endpoint', () => {
  const plan = {
    out_request_no: 'create-1',
    brand_id: '1',
    product_coupon_id: '2',
    stock_id: '3',
    reuse_coupon_config: true,
  } as const

  it.each([429, 500, 502, 503])(
    'decides whether a %i is retried: safe and numbered are, never is not',
    async (status) => {
      const { fetch, requests } = inTurn(() => failure(status, 'SYSTEM_ERROR'))
      const { client } = setup({ fetch, attempts: 2 })
      const attemptsOf = async (call: Promise<unknown>) => {
        await expect(call).rejects.toMatchObject({ status })
        return requests.splice(0).length
      }
      expect(await attemptsOf(client.call(listPlans, { brand_id: '1' }))).toBe(2)
      expect(await attemptsOf(client.call(createPlan, plan))).toBe(2)
      expect(await attemptsOf(client.call(terminatePlan, { plan_id: '1' }))).toBe(1)
    },
  )

  it('counts as never if it is unknown', async () => {
    const { fetch, requests } = inTurn(disconnect)
    const { client } = setup({ fetch })
    const error = await errorOf(client.call(endpointOf('other' as 'safe'), {}))
    expect(error).toMatchObject({ code: 'FETCH_NETWORK' })
    expect(requests).toHaveLength(1)
  })

  it('that allows retries sends the same bytes, each time with a new signature', async () => {
    const bodies: string[] = []
    const signatures = new Set<string | null>()
    const { client } = setup({
      async fetch(...sent) {
        const request = new Request(...sent)
        bodies.push(await request.text())
        signatures.add(request.headers.get('authorization'))
        return failure(503)
      },
    })
    await expect(client.call(createPlan, plan)).rejects.toBeInstanceOf(ApiError)
    expect(bodies).toEqual(Array(4).fill(bodies[0]))
    expect(JSON.parse(bodies[0] ?? '')).toEqual(plan)
    expect(signatures.size).toBe(4)
  })
})

describe('the pause', () => {
  const pausesWith = async (response: () => Response, options: Parameters<typeof setup>[0] = {}) => {
    const { client, waits } = setup({ fetch: inTurn(response).fetch, ...options })
    await client.call(setNotifyUrl, input).catch(() => {})
    return waits
  }

  it('is a random part of 1 s, then of 2 s, then always of 4 s', async () => {
    const options = { attempts: 6, random: () => 0.25 }
    expect(await pausesWith(() => failure(503), options)).toEqual([250, 500, 1000, 1000, 1000])
    expect(await pausesWith(() => failure(503), { random: () => 0 })).toEqual([])
  })

  it('comes from Math.random and a timer by default', async () => {
    const { fetch, requests } = inTurn(
      () => failure(503),
      () => success(),
    )
    vi.spyOn(Math, 'random').mockReturnValue(0.025)
    const timer = vi.spyOn(globalThis, 'setTimeout')
    await createClient({ signer, verifier, fetch }).call(setNotifyUrl, input)
    expect(requests).toHaveLength(2)
    expect(timer.mock.calls.map(([, ms]) => ms)).toContain(25)
  })

  it('is at least the seconds in Retry-After', async () => {
    const response = () => failure(429, 'RATELIMIT_EXCEEDED', { 'retry-after': '3' })
    expect(await pausesWith(response)).toEqual([3000, 3000, 4000])
  })

  it('lasts until the date in Retry-After, by the clock of the server', async () => {
    const date = (ms: number) => new Date(1_700_000_000_000 + ms).toUTCString()
    const response = () => failure(429, undefined, { date: date(0), 'retry-after': date(7000) })
    expect(await pausesWith(response)).toEqual([7000, 7000, 7000])
  })

  it('lasts until the date in Retry-After, by the own clock if the server does not send its time', async () => {
    const date = () => new Date(Date.now() + 8000).toUTCString()
    const response = () => failure(429, undefined, { 'retry-after': date() })
    const [pause] = await pausesWith(response, { attempts: 2 })
    expect(pause).toBeGreaterThan(6000)
    expect(pause).toBeLessThanOrEqual(8000)
  })

  it.each(['', 'soon', '-5', '1.5', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'ignores a Retry-After of %j',
    async (value) => {
      const response = () => failure(429, undefined, { 'retry-after': value })
      expect(await pausesWith(response)).toEqual([1000, 2000, 4000])
    },
  )

  it.each(['31', '86400', '9'.repeat(400)])(
    'does not happen if a Retry-After of %s s is beyond the deadline: the call ends',
    async (value) => {
      expect(await pausesWith(() => failure(429, undefined, { 'retry-after': value }))).toEqual([])
    },
  )
})

describe('a call', () => {
  it('makes at most as many attempts as allowed', async () => {
    for (const attempts of [1, 2, 7]) {
      const { fetch, requests } = inTurn(() => failure(503))
      const { client } = setup({ fetch, attempts })
      await expect(client.call(setNotifyUrl, input)).rejects.toMatchObject({ status: 503 })
      expect(requests).toHaveLength(attempts)
    }
  })

  it('takes no pause that would last beyond the deadline, of the client or of the call', async () => {
    const { fetch, requests } = inTurn(() => failure(503))
    const { client, waits } = setup({ fetch, deadline: 3000 })
    await expect(client.call(setNotifyUrl, input)).rejects.toMatchObject({ status: 503 })
    expect(waits).toEqual([1000])
    await expect(client.call(setNotifyUrl, input, { deadline: 4000 })).rejects.toMatchObject({ status: 503 })
    expect(waits).toEqual([1000, 1000, 2000])
    expect(requests).toHaveLength(5)
  })

  it('gives an attempt no more time than is left until the deadline', async () => {
    const made = setup({
      deadline: 5030,
      random: () => 0,
      async fetch() {
        made.advance(5000)
        return new Promise<Response>(() => {})
      },
    })
    await expect(made.client.call(setNotifyUrl, input, { timeout: 20 })).rejects.toThrow(/within 20 ms/)
    const late = setup({
      hosts: ['https://one.example'],
      async wait(ms) {
        late.advance(ms + 10)
      },
      async fetch() {
        return late.events.length === 0 ? failure(503) : new Promise<Response>(() => {})
      },
    })
    // The pause took all the time that was left. The attempt after it gets 1 ms, neither none nor 10 s.
    await expect(late.client.call(setNotifyUrl, input, { deadline: 1005 })).rejects.toThrow(/within 1 ms/)
  })
})

describe('a success response that is not trusted', () => {
  const probed = () => success(undefined, { 'wechatpay-signature': probe })

  it('because it is a probe is retried at once', async () => {
    const { fetch, requests } = inTurn(probed, () => success())
    const { client, waits, events } = setup({ fetch })
    await expect(client.call(setNotifyUrl, input)).resolves.toEqual(output)
    expect(requests).toHaveLength(2)
    expect(waits).toEqual([])
    expect(events[0]).toMatchObject({
      code: 'FETCH_UNTRUSTED',
      causeCode: 'AUTH_SIGNATURE_PROBE',
      retryAfterMs: 0,
    })
  })

  it('because every response is a probe ends the call after the last attempt', async () => {
    const { fetch, requests } = inTurn(probed)
    const error = await errorOf(setup({ fetch }).client.call(setNotifyUrl, input))
    expect(error).toMatchObject({ code: 'FETCH_UNTRUSTED' })
    expect(requests).toHaveLength(4)
  })

  it('because it is a probe is not retried if the endpoint must not be', async () => {
    const { fetch, requests } = inTurn(probed)
    const error = await errorOf(setup({ fetch }).client.call(terminatePlan, { plan_id: '1' }))
    expect(error).toMatchObject({ code: 'FETCH_UNTRUSTED' })
    expect(requests).toHaveLength(1)
  })

  it.each([
    ['unsigned', () => new Response('{}')],
    ['wrongly signed', () => success(undefined, { 'wechatpay-nonce': 'other' })],
    ['stale', () => success(undefined, { 'wechatpay-timestamp': '1700000000' })],
  ])('because it is %s is not retried', async (_, response) => {
    const { fetch, requests } = inTurn(response)
    const error = await errorOf(setup({ fetch }).client.call(setNotifyUrl, input))
    expect(error).toMatchObject({ code: 'FETCH_UNTRUSTED' })
    expect(requests).toHaveLength(1)
  })
})

describe('the attempts of an error', () => {
  it('are all in an ApiError, each with its host, status, code, duration and request id', async () => {
    const made = setup({
      fetch: inTurn(
        () => {
          made.advance(40)
          return disconnect()
        },
        () => {
          made.advance(7)
          return failure(500, 'SYSTEM_ERROR', { 'request-id': '08A1' })
        },
        () => failure(400, 'ALREADY_EXISTS', { 'request-id': '08A2' }),
      ).fetch,
    })
    const error = await errorOf<ApiError>(made.client.call(setNotifyUrl, input))
    expect(error).toBeInstanceOf(ApiError)
    expect(error.attempts).toEqual([
      { host: 'https://api.mch.weixin.qq.com', code: 'FETCH_NETWORK', durationMs: 40 },
      {
        host: 'https://api2.mch.weixin.qq.com',
        status: 500,
        code: 'SYSTEM_ERROR',
        durationMs: 7,
        requestId: '08A1',
      },
      {
        host: 'https://api2.mch.weixin.qq.com',
        status: 400,
        code: 'ALREADY_EXISTS',
        durationMs: 0,
        requestId: '08A2',
      },
    ])
  })

  it('are all in a FetchError, the last one included', async () => {
    const { client } = setup({
      fetch: inTurn(
        () => failure(503),
        () => new Response('{}'),
      ).fetch,
    })
    const error = await errorOf<FetchError>(client.call(setNotifyUrl, input))
    expect(error).toBeInstanceOf(FetchError)
    expect(error.attempts).toMatchObject([
      { status: 503, code: 'HTTP_503' },
      { status: 200, code: 'FETCH_UNTRUSTED', causeCode: 'AUTH_HEADER_MISSING' },
    ])
  })

  it('are those of its own call', async () => {
    const { client } = setup({ fetch: inTurn(() => failure(400)).fetch })
    const attemptsOf = async () => (await errorOf<ApiError>(client.call(setNotifyUrl, input))).attempts
    expect(await attemptsOf()).toHaveLength(1)
    expect(await attemptsOf()).toHaveLength(1)
  })

  it('are empty if a FetchError is made without them', () => {
    expect(new FetchError('FETCH_NETWORK', 'x', { endpoint: mchid }).attempts).toEqual([])
  })
})
