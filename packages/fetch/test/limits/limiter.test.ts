import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { setNotifyUrl as ofBrand } from '@wxdp/core/brand'
import { listPlans, setNotifyUrl } from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { createClient, type FetchError, type Limiter, type LimiterRequest } from '@wxdp/fetch'
import { createLimiter, type LimiterOptions } from '@wxdp/fetch/limiter'
import { codeOf, keys } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { endpointOf, failure, input, mchid, setup, signer, success, verifier } from '../support/setup.ts'

const forever = new AbortController().signal

/** A limiter on a clock that moves only while it waits, and what it let through when. */
function onClock(options: LimiterOptions = {}) {
  let time = 0
  const through: number[] = []
  const limiter = createLimiter({
    clock: () => time,
    async wait(ms) {
      // Whoever was let through notes the time before it moves.
      await new Promise(setImmediate)
      // As timers do, it may come a little early.
      time += Math.max(ms - 1, 1)
    },
    ...options,
  })
  const acquire = async (perSecond: number, signal = forever, key = 'key') => {
    await limiter.acquire(key, { perSecond, signal })
    through.push(time)
  }
  const pass = (ms: number): void => {
    time += ms
  }
  return { acquire, through, pass }
}

describe('createLimiter', () => {
  it('lets so many through at once, and the next a second after the first of them', async () => {
    const { acquire, through, pass } = onClock()
    await acquire(2)
    pass(400)
    await Promise.all([acquire(2), acquire(2), acquire(2), acquire(2)])
    expect(through).toEqual([0, 400, 1000, 1400, 2000])
  })

  it('holds no one who comes after a quiet second', async () => {
    const { acquire, through, pass } = onClock()
    for (const _ of [1, 2]) {
      await Promise.all([acquire(3), acquire(3), acquire(3)])
      pass(1000)
    }
    expect(through).toEqual([0, 0, 0, 1000, 1000, 1000])
  })

  it('any calls at any time: never more in a second than allowed, none lost, first come first served', async () => {
    const calls = fc.array(fc.nat(700), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), calls, async (perSecond, gaps) => {
        const { acquire, through, pass } = onClock()
        const order: number[] = []
        const held: Promise<unknown>[] = []
        for (const [i, gap] of gaps.entries()) {
          held.push(acquire(perSecond).then(() => order.push(i)))
          if (i % 3 > 0) continue
          await new Promise(setImmediate)
          pass(gap)
        }
        await Promise.all(held)
        expect(order).toEqual(gaps.map((_, i) => i))
        for (const [i, time] of through.entries()) {
          const before = through[i - perSecond]
          if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(1000)
        }
      }),
    )
  })

  it('keeps one limit from another', async () => {
    const { acquire, through } = onClock()
    await Promise.all([acquire(1, forever, 'a'), acquire(1, forever, 'b')])
    expect(through).toEqual([0, 0])
  })

  it('forgets limits that nobody used for a second, and only those', async () => {
    const { acquire, through, pass } = onClock()
    await acquire(1, forever, 'a')
    pass(999)
    await acquire(1, forever, 'b')
    await acquire(1, forever, 'a')
    expect(through).toEqual([0, 999, 1000])
    pass(1000)
    await acquire(1, forever, 'c')
    await acquire(1, forever, 'a')
    expect(through.slice(3)).toEqual([2000, 2000])
  })

  it('keeps nothing of limits that were used once', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const heap = (): number => {
      collect()
      return process.memoryUsage().heapUsed
    }
    const { acquire, pass } = onClock()
    const before = heap()
    for (let i = 0; i < 20_000; i++) {
      await acquire(1, forever, `key ${i}`)
      pass(1000)
    }
    // A limit that was kept would be some 400 bytes.
    expect(heap() - before).toBeLessThan(20_000 * 100)
  })

  it('gives the place of a call that ends to the next', async () => {
    const controller = new AbortController()
    const reason = new Error('mine')
    const { acquire, through } = onClock()
    const held = [acquire(1), acquire(1, controller.signal), acquire(1)]
    const ended = expect(held[1]).rejects.toBe(reason)
    controller.abort(reason)
    await Promise.all([held[0], ended, held[2]])
    expect(through).toEqual([0, 1000])
  })

  it('lets no call through that has ended before', async () => {
    const { acquire, through } = onClock()
    await expect(acquire(1, AbortSignal.abort(new Error('mine')))).rejects.toThrow('mine')
    expect(through).toEqual([])
  })

  it('refuses the call that is one too many in the queue, and takes calls again after', async () => {
    const { acquire, through } = onClock({ maxWaiting: 2 })
    const held = [acquire(1), acquire(1), acquire(1)]
    await expect(acquire(1)).rejects.toThrow('2 calls are waiting already.')
    await Promise.all(held)
    await acquire(1)
    expect(through).toEqual([0, 1000, 2000, 3000])
  })

  it('without a queue holds nothing: it lets through or refuses', async () => {
    const { acquire, pass } = onClock({ maxWaiting: 0 })
    await acquire(1)
    await expect(acquire(1)).rejects.toThrow('0 calls are waiting already.')
    pass(1000)
    await acquire(1)
  })

  it('holds by a timer and the clock of the runtime, where nothing is given', async () => {
    const limiter = createLimiter()
    const started = performance.now()
    for (const _ of [1, 2, 3]) await limiter.acquire('key', { perSecond: 2, signal: forever })
    expect(performance.now() - started).toBeGreaterThanOrEqual(1000)
  })

  it.each([-1, 1.5, Number.NaN, '1'])('a queue of %s is a TypeError', (maxWaiting) => {
    const make = () => createLimiter({ maxWaiting: maxWaiting as number })
    expect(make).toThrow(expect.objectContaining({ name: 'TypeError', code: 'FETCH_OPTION_INVALID' }))
  })
})

describe('a client with a limiter', () => {
  function asked(acquire: Limiter['acquire'] = async () => {}) {
    const acquired: [key: string, perSecond: number][] = []
    const limiter: Limiter = {
      async acquire(key, request) {
        acquired.push([key, request.perSecond])
        await acquire(key, request)
      },
    }
    return { acquired, limiter }
  }

  it('asks before every attempt, by caller, method and path', async () => {
    const { acquired, limiter } = asked()
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

  it('asks nothing for an endpoint without a known limit', async () => {
    const { acquired, limiter } = asked()
    const { client } = setup({ limiter, fetch: async () => failure(400) })
    await client.call(echo, { echo_message: 'x' }).catch(() => {})
    await client.call(endpointOf('safe'), {}).catch(() => {})
    expect(acquired).toEqual([])
  })

  it('sends nothing that the limiter refuses, and says why', async () => {
    const cause = Object.assign(new Error('no store'), { code: 'ECONNREFUSED' })
    const { limiter } = asked(() => Promise.reject(cause))
    const fetch = () => Promise.reject(new Error('sent'))
    const { client, events } = setup({ limiter, fetch })
    const error = await client.call(setNotifyUrl, input).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'FETCH_LIMITED', endpoint: 'setNotifyUrl', cause, attempts: [] })
    expect(events).toEqual([])
  })

  it('that refuses a repeat lists the attempt before it', async () => {
    let asks = 0
    const { limiter } = asked(async () => {
      asks += 1
      if (asks === 2) throw new Error('full')
    })
    const { client } = setup({ limiter, fetch: async () => failure(503) })
    const error = await client.call(setNotifyUrl, input).catch((thrown: unknown) => thrown)
    expect((error as FetchError).attempts).toMatchObject([{ status: 503 }])
  })

  it('is held no longer than the deadline', async () => {
    let seen: LimiterRequest | undefined
    const limiter: Limiter = {
      acquire: (_, request) => {
        seen = request
        return new Promise(() => {})
      },
    }
    const { client } = setup({ limiter, fetch: () => success() })
    const error = await client.call(setNotifyUrl, input, { deadline: 20 }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'FETCH_LIMITED', cause: { message: /deadline/ } })
    expect(seen?.signal.aborted).toBe(true)
  })

  it('is let go by an abort, whose reason comes as it is', async () => {
    const controller = new AbortController()
    const reason = { mine: true }
    const limiter: Limiter = { acquire: () => new Promise(() => {}) }
    const { client } = setup({ limiter, fetch: () => success() })
    const call = client.call(setNotifyUrl, input, { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 5)
    await expect(call).rejects.toBe(reason)
  })

  it('keeps 25 calls at once below 10 a second, without one being refused', async () => {
    const leftAt: number[] = []
    let time = 0
    const limiter = createLimiter({
      clock: () => time,
      async wait(ms) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        time += ms
      },
    })
    const noted = asked(async (key, request) => {
      await limiter.acquire(key, request)
      leftAt.push(time)
    })
    const client = createClient({ signer, verifier, limiter: noted.limiter, fetch: () => success() })
    await Promise.all(Array.from({ length: 25 }, () => client.call(setNotifyUrl, input)))
    expect(leftAt).toEqual([...Array(10).fill(0), ...Array(10).fill(1000), ...Array(5).fill(2000)])
  })

  it('that is none is a TypeError', async () => {
    expect(await codeOf(() => setup({ limiter: {} as Limiter }))).toBe('FETCH_OPTION_INVALID')
  })

  it('takes any object with the one method', () => {
    expectTypeOf(createLimiter()).toEqualTypeOf<Limiter>()
    expectTypeOf<Limiter['acquire']>().parameters.toEqualTypeOf<[string, LimiterRequest]>()
    expectTypeOf(ofBrand.limit?.per).toEqualTypeOf<'mchid' | 'brand_id' | undefined>()
    expect(keys.merchant.mchid).toBe(signer.id)
  })
})
