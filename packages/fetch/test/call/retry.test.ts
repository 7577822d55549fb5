import { ApiError } from '@wxdp/core'
import { createPlan, listPlans, setNotifyUrl, terminatePlan } from '@wxdp/core/partner'
import { FetchError, type FetchFunction } from '@wxdp/fetch'
import { describe, expect, it } from 'vitest'
import { endpointOf, failure, input, mchid, probe, setup, success } from '../support/setup.ts'

const broken = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))

/** Answers one after the other; the last one stays. */
function inTurn(...answers: readonly (() => Response | Promise<Response>)[]) {
  const requests: Request[] = []
  const fetch: FetchFunction = async (request) => {
    requests.push(request)
    return await (answers[Math.min(requests.length, answers.length) - 1] as () => Promise<Response>)()
  }
  return { fetch, requests }
}

describe('an answer that may be repeated', () => {
  it.each<[string, number, string | undefined]>([
    ['202, accepted but not done', 202, undefined],
    ['429', 429, 'RATELIMIT_EXCEEDED'],
    ['429 of an unknown code', 429, 'SLOWLY'],
    ['429 of a proxy', 429, undefined],
    ['500 SYSTEM_ERROR', 500, 'SYSTEM_ERROR'],
    ['502', 502, undefined],
    ['503', 503, 'SERVICE_UNAVAILABLE'],
  ])('%s is, until one is an answer', async (_, status, code) => {
    const answer = () =>
      status === 202
        ? success('{}').then(({ headers }) => new Response('{}', { status, headers }))
        : failure(status, code)
    const { fetch, requests } = inTurn(answer, answer, () => success())
    const { client, waits } = setup({ fetch })
    await expect(client.call(setNotifyUrl, input)).resolves.toEqual({ notify_url: input.notify_url })
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
  ])('%i %s is not', async (status, code) => {
    const { fetch, requests } = inTurn(() => failure(status, code))
    const { client } = setup({ fetch })
    await expect(client.call(setNotifyUrl, input)).rejects.toMatchObject({ status })
    expect(requests).toHaveLength(1)
  })
})

describe('which endpoints', () => {
  const plan = {
    out_request_no: 'create-1',
    brand_id: '1',
    product_coupon_id: '2',
    stock_id: '3',
    reuse_coupon_config: true,
  } as const
  const statuses = [429, 500, 502, 503]

  it.each(statuses)(
    'a %i of one that is safe or numbered is repeated, of one that says never is not',
    async (status) => {
      const { fetch, requests } = inTurn(() => failure(status, 'SYSTEM_ERROR'))
      const { client } = setup({ fetch, attempts: 2 })
      const tries = async (run: () => Promise<unknown>) => {
        await expect(run()).rejects.toMatchObject({ status })
        return requests.splice(0).length
      }
      expect(await tries(() => client.call(listPlans, { brand_id: '1' }))).toBe(2)
      expect(await tries(() => client.call(createPlan, plan))).toBe(2)
      expect(await tries(() => client.call(terminatePlan, { plan_id: '1' }))).toBe(1)
    },
  )

  it('what says nothing of itself is not repeated', async () => {
    const { fetch, requests } = inTurn(broken)
    const { client } = setup({ fetch })
    await expect(client.call(endpointOf('other' as 'safe'), {})).rejects.toMatchObject({
      code: 'FETCH_NETWORK',
    })
    expect(requests).toHaveLength(1)
  })

  it('every attempt has a signature of its own over equal bytes', async () => {
    const bodies: string[] = []
    const signatures = new Set<string | null>()
    const { client } = setup({
      async fetch(request) {
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
  const pausesWith = async (
    answer: () => Response | Promise<Response>,
    options: Parameters<typeof setup>[0] = {},
  ) => {
    const { fetch } = inTurn(answer)
    const made = setup({ fetch, ...options })
    await made.client.call(setNotifyUrl, input).catch(() => {})
    return made.waits
  }

  it('is a random part of 1 s, 2 s, 4 s, and no more after that', async () => {
    const options = { attempts: 6, random: () => 0.25 }
    expect(await pausesWith(() => failure(503), options)).toEqual([250, 500, 1000, 1000, 1000])
    expect(await pausesWith(() => failure(503), { random: () => 0 })).toEqual([])
  })

  it('comes from Math.random and a timer where nothing is given', async () => {
    const { fetch, requests } = inTurn(
      () => failure(503),
      () => success(),
    )
    const { createClient } = await import('@wxdp/fetch')
    const { signer, verifier } = await import('../support/setup.ts')
    const started = performance.now()
    await createClient({ signer, verifier, fetch }).call(setNotifyUrl, input)
    expect(requests).toHaveLength(2)
    expect(performance.now() - started).toBeLessThan(1500)
  })

  it('is no shorter than Retry-After, in seconds', async () => {
    const answer = () => failure(429, 'RATELIMIT_EXCEEDED', { 'retry-after': '3' })
    expect(await pausesWith(answer)).toEqual([3000, 3000, 4000])
  })

  it('is no shorter than Retry-After, as a date, by the clock that wrote it', async () => {
    const date = (ms: number) => new Date(1_700_000_000_000 + ms).toUTCString()
    const answer = () => failure(429, undefined, { date: date(0), 'retry-after': date(7000) })
    expect(await pausesWith(answer)).toEqual([7000, 7000, 7000])
  })

  it('takes the own clock for a date without another', async () => {
    const answer = () => failure(429, undefined, { 'retry-after': new Date(Date.now() + 8000).toUTCString() })
    const [pause] = await pausesWith(answer, { attempts: 2 })
    expect(pause).toBeGreaterThan(6000)
    expect(pause).toBeLessThanOrEqual(8000)
  })

  it.each(['', 'soon', '-5', '1.5', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'ignores a Retry-After of %j',
    async (text) => {
      expect(await pausesWith(() => failure(429, undefined, { 'retry-after': text }))).toEqual([
        1000, 2000, 4000,
      ])
    },
  )

  it.each(['31', '86400', '9'.repeat(400)])(
    'a Retry-After of %s s does not fit into the deadline: the call ends with the answer',
    async (text) => {
      expect(await pausesWith(() => failure(429, undefined, { 'retry-after': text }))).toEqual([])
    },
  )
})

describe('the bounds', () => {
  it('no more attempts than allowed', async () => {
    for (const attempts of [1, 2, 7]) {
      const { fetch, requests } = inTurn(() => failure(503))
      const { client } = setup({ fetch, attempts })
      await expect(client.call(setNotifyUrl, input)).rejects.toMatchObject({ status: 503 })
      expect(requests).toHaveLength(attempts)
    }
  })

  it('no pause that would outlast the deadline, of the client or of the call', async () => {
    const { fetch, requests } = inTurn(() => failure(503))
    const { client, waits } = setup({ fetch, deadline: 3000 })
    await expect(client.call(setNotifyUrl, input)).rejects.toMatchObject({ status: 503 })
    expect(waits).toEqual([1000])
    await expect(client.call(setNotifyUrl, input, { deadline: 4000 })).rejects.toMatchObject({ status: 503 })
    expect(waits).toEqual([1000, 1000, 2000])
    expect(requests).toHaveLength(5)
  })

  it('an attempt gets no more time than the deadline leaves', async () => {
    const made = setup({
      deadline: 5030,
      random: () => 0,
      async fetch() {
        made.pass(5000)
        return new Promise<Response>(() => {})
      },
    })
    await expect(made.client.call(setNotifyUrl, input, { timeout: 20 })).rejects.toThrow(/within 20 ms/)
    const late = setup({
      hosts: ['https://one.example'],
      async wait(ms) {
        late.pass(ms + 10)
      },
      async fetch() {
        return late.events.length === 0 ? failure(503) : new Promise<Response>(() => {})
      },
    })
    // The wait took all that was left; the attempt after it is not endless, nor does it hold the call for 10 s.
    await expect(late.client.call(setNotifyUrl, input, { deadline: 1005 })).rejects.toThrow(/within 1 ms/)
  })
})

describe('an untrusted success', () => {
  const probed = () => success(undefined, { 'Wechatpay-Signature': probe })

  it('that is a probe is asked for again at once: a repeat is never probed', async () => {
    const { fetch, requests } = inTurn(probed, () => success())
    const { client, waits, events } = setup({ fetch })
    await expect(client.call(setNotifyUrl, input)).resolves.toEqual({ notify_url: input.notify_url })
    expect(requests).toHaveLength(2)
    expect(waits).toEqual([])
    expect(events[0]).toMatchObject({
      code: 'FETCH_UNTRUSTED',
      causeCode: 'AUTH_SIGNATURE_PROBE',
      retryAfterMs: 0,
    })
  })

  it('that is always one is refused after as many attempts as allowed', async () => {
    const { fetch, requests } = inTurn(probed)
    await expect(setup({ fetch }).client.call(setNotifyUrl, input)).rejects.toMatchObject({
      code: 'FETCH_UNTRUSTED',
    })
    expect(requests).toHaveLength(4)
  })

  it('that is a probe is refused where nothing may be repeated', async () => {
    const { fetch, requests } = inTurn(probed)
    await expect(setup({ fetch }).client.call(terminatePlan, { plan_id: '1' })).rejects.toMatchObject({
      code: 'FETCH_UNTRUSTED',
    })
    expect(requests).toHaveLength(1)
  })

  it.each([
    ['unsigned', () => new Response('{}')],
    ['wrongly signed', () => success(undefined, { 'Wechatpay-Nonce': 'other' })],
    ['stale', () => success(undefined, { 'Wechatpay-Timestamp': '1700000000' })],
  ])('that is %s is never repeated', async (_, answer) => {
    const { fetch, requests } = inTurn(answer)
    await expect(setup({ fetch }).client.call(setNotifyUrl, input)).rejects.toMatchObject({
      code: 'FETCH_UNTRUSTED',
    })
    expect(requests).toHaveLength(1)
  })
})

describe('the attempts on an error', () => {
  it('of WeChat Pay: each with its host, status, code, time and request id', async () => {
    const made = setup({
      fetch: inTurn(
        () => {
          made.pass(40)
          return broken()
        },
        () => {
          made.pass(7)
          return failure(500, 'SYSTEM_ERROR', { 'request-id': '08A1' })
        },
        () => failure(400, 'ALREADY_EXISTS', { 'request-id': '08A2' }),
      ).fetch,
    })
    const error = await made.client.call(setNotifyUrl, input).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect((error as ApiError).attempts).toEqual([
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

  it('of the client: the last one included', async () => {
    const { client } = setup({
      fetch: inTurn(
        () => failure(503),
        () => new Response('{}'),
      ).fetch,
    })
    const error = await client.call(setNotifyUrl, input).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(FetchError)
    expect((error as FetchError).attempts).toMatchObject([
      { status: 503, code: 'HTTP_503' },
      { status: 200, code: 'FETCH_UNTRUSTED', causeCode: 'AUTH_HEADER_MISSING' },
    ])
  })

  it('of another call are not among them', async () => {
    const { client } = setup({ fetch: inTurn(() => failure(400)).fetch })
    const attemptsOf = () => client.call(setNotifyUrl, input).catch(({ attempts }: ApiError) => attempts)
    expect(await attemptsOf()).toHaveLength(1)
    expect(await attemptsOf()).toHaveLength(1)
  })

  it('are none where a FetchError was made without', () => {
    expect(new FetchError('FETCH_NETWORK', 'x', { endpoint: mchid }).attempts).toEqual([])
  })
})
