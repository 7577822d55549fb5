import { setNotifyUrl as setBrandNotifyUrl } from '@wxdp/core/brand'
import { listPlans, setNotifyUrl } from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { createClient, type FetchError, type Limiter, type LimiterRequest } from '@wxdp/fetch'
import { createLimiter } from '@wxdp/fetch/limiter'
import { codeOf, keys } from '@wxdp-internal/fixtures'
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  endpointOf,
  errorOf,
  failure,
  input,
  mchid,
  setup,
  signer,
  success,
  verifier,
} from '../support/setup.ts'

describe('a client with a limiter', () => {
  function recordingLimiter(acquire: Limiter['acquire'] = async () => {}) {
    const acquired: [key: string, perSecond: number][] = []
    const limiter: Limiter = {
      async acquire(key, request) {
        acquired.push([key, request.perSecond])
        await acquire(key, request)
      },
    }
    return { acquired, limiter }
  }

  it('calls it before every attempt, with caller, method and path as the key', async () => {
    const { acquired, limiter } = recordingLimiter()
    const { client } = setup({ limiter, attempts: 2, fetch: async () => failure(503) })
    await client.call(setNotifyUrl, input).catch(() => {})
    await client.call(listPlans, { brand_id: '7' }).catch(() => {})
    const set = [`${mchid} POST /v3/marketing/partner/delivery-plan/{sp_mchid}/notify-url`, 10]
    const list = [
      `${mchid} GET /v3/marketing/partner/delivery-plan/delivery-plans/{brand_id}/delivery-plans`,
      100,
    ]
    expect(acquired).toEqual([set, set, list, list])
  })

  it('does not call it for an endpoint without a known limit', async () => {
    const { acquired, limiter } = recordingLimiter()
    const { client } = setup({ limiter, fetch: async () => failure(400) })
    await client.call(echo, { echo_message: 'x' }).catch(() => {})
    await client.call(endpointOf('safe'), {}).catch(() => {})
    expect(acquired).toEqual([])
  })

  it('sends nothing if it rejects, and reports why', async () => {
    const cause = Object.assign(new Error('no store'), { code: 'ECONNREFUSED' })
    const { limiter } = recordingLimiter(() => Promise.reject(cause))
    const fetch = () => Promise.reject(new Error('sent'))
    const { client, events } = setup({ limiter, fetch })
    const error = await errorOf(client.call(setNotifyUrl, input))
    expect(error).toMatchObject({ code: 'FETCH_LIMITED', endpoint: 'setNotifyUrl', cause, attempts: [] })
    expect(events).toEqual([])
  })

  it('lists the earlier attempt if it rejects a retry', async () => {
    let calls = 0
    const { limiter } = recordingLimiter(async () => {
      calls += 1
      if (calls === 2) throw new Error('full')
    })
    const { client } = setup({ limiter, fetch: async () => failure(503) })
    const error = await errorOf<FetchError>(client.call(setNotifyUrl, input))
    expect(error.attempts).toMatchObject([{ status: 503 }])
  })

  it('waits for it no longer than the deadline', async () => {
    let seen: LimiterRequest | undefined
    const limiter: Limiter = {
      acquire: (_, request) => {
        seen = request
        return new Promise(() => {})
      },
    }
    const { client } = setup({ limiter, fetch: () => success() })
    const error = await errorOf(client.call(setNotifyUrl, input, { deadline: 20 }))
    expect(error).toMatchObject({ code: 'FETCH_LIMITED', cause: { message: /deadline/ } })
    expect(seen?.signal.aborted).toBe(true)
  })

  it('stops waiting for it after an abort, and throws the reason unchanged', async () => {
    const controller = new AbortController()
    const reason = { mine: true }
    const limiter: Limiter = { acquire: () => new Promise(() => {}) }
    const { client } = setup({ limiter, fetch: () => success() })
    const call = client.call(setNotifyUrl, input, { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 5)
    await expect(call).rejects.toBe(reason)
  })

  it('sends 25 simultaneous calls at 10 a second, and rejects none', async () => {
    const leftAt: number[] = []
    let time = 0
    const limiter = createLimiter({
      clock: () => time,
      async wait(ms) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        time += ms
      },
    })
    const recording = recordingLimiter(async (key, request) => {
      await limiter.acquire(key, request)
      leftAt.push(time)
    })
    const client = createClient({ signer, verifier, limiter: recording.limiter, fetch: () => success() })
    await Promise.all(Array.from({ length: 25 }, () => client.call(setNotifyUrl, input)))
    expect(leftAt).toEqual([...Array(10).fill(0), ...Array(10).fill(1000), ...Array(5).fill(2000)])
  })

  it('throws a TypeError if it has no acquire method', async () => {
    expect(await codeOf(() => setup({ limiter: {} as Limiter }))).toBe('FETCH_OPTION_INVALID')
  })

  it('accepts any object with this method', () => {
    expectTypeOf(createLimiter()).toEqualTypeOf<Limiter>()
    expectTypeOf<Limiter['acquire']>().parameters.toEqualTypeOf<[string, LimiterRequest]>()
    expectTypeOf(setBrandNotifyUrl.limit?.per).toEqualTypeOf<'mchid' | 'brand_id' | undefined>()
    expect(keys.merchant.mchid).toBe(signer.id)
  })
})
