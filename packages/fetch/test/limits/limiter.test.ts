import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createLimiter, type LimiterOptions } from '@wxdp/fetch/limiter'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const forever = new AbortController().signal

/** A limiter whose clock moves only while it waits, and the times at which it let calls through. */
function onClock(options: LimiterOptions = {}) {
  let time = 0
  const through: number[] = []
  const limiter = createLimiter({
    clock: () => time,
    async wait(ms) {
      // Calls that were let through record the time before it moves.
      await new Promise(setImmediate)
      // A timer may fire up to 1 ms early.
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
  it('lets the allowed number through at once, and the next call a second after the first', async () => {
    const { acquire, through, pass } = onClock()
    await acquire(2)
    pass(400)
    await Promise.all([acquire(2), acquire(2), acquire(2), acquire(2)])
    expect(through).toEqual([0, 400, 1000, 1400, 2000])
  })

  it('lets the allowed number through at once again after a second without calls', async () => {
    const { acquire, through, pass } = onClock()
    for (const _ of [1, 2]) {
      await Promise.all([acquire(3), acquire(3), acquire(3)])
      pass(1000)
    }
    expect(through).toEqual([0, 0, 0, 1000, 1000, 1000])
  })

  it('never exceeds the limit in any second, loses no call, and keeps their order', async () => {
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

  it('keeps limits apart', async () => {
    const { acquire, through } = onClock()
    await Promise.all([acquire(1, forever, 'a'), acquire(1, forever, 'b')])
    expect(through).toEqual([0, 0])
  })

  it('forgets only limits that were unused for a second', async () => {
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

  it('keeps no memory for limits that were used once', async () => {
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
    // Each limit that is kept needs about 400 bytes.
    expect(heap() - before).toBeLessThan(20_000 * 100)
  })

  it('gives the place of an aborted call to the next', async () => {
    const controller = new AbortController()
    const reason = new Error('mine')
    const { acquire, through } = onClock()
    const held = [acquire(1), acquire(1, controller.signal), acquire(1)]
    const ended = expect(held[1]).rejects.toBe(reason)
    controller.abort(reason)
    await Promise.all([held[0], ended, held[2]])
    expect(through).toEqual([0, 1000])
  })

  it('does not let a call through that was aborted before', async () => {
    const { acquire, through } = onClock()
    await expect(acquire(1, AbortSignal.abort(new Error('mine')))).rejects.toThrow('mine')
    expect(through).toEqual([])
  })

  it('rejects a call if the queue is full, and accepts calls again later', async () => {
    const { acquire, through } = onClock({ maxWaiting: 2 })
    const held = [acquire(1), acquire(1), acquire(1)]
    await expect(acquire(1)).rejects.toThrow('2 calls are waiting already.')
    await Promise.all(held)
    await acquire(1)
    expect(through).toEqual([0, 1000, 2000, 3000])
  })

  it('without a queue lets a call through or rejects it', async () => {
    const { acquire, pass } = onClock({ maxWaiting: 0 })
    await acquire(1)
    await expect(acquire(1)).rejects.toThrow('0 calls are waiting already.')
    pass(1000)
    await acquire(1)
  })

  it('does not block the process if its wait does not wait', async () => {
    for (const clock of [() => performance.now(), () => 0]) {
      const limiter = createLimiter({ clock, wait: async () => {} })
      let turns = 0
      const turn = setInterval(() => (turns += 1), 10)
      const started = performance.now()
      for (const _ of [1, 2]) await limiter.acquire('key', { perSecond: 1, signal: forever })
      clearInterval(turn)
      expect(performance.now() - started).toBeGreaterThanOrEqual(990)
      expect(turns).toBeGreaterThan(0)
    }
  })

  it('uses a timer and the clock of the runtime by default', async () => {
    const limiter = createLimiter()
    const started = performance.now()
    for (const _ of [1, 2, 3]) await limiter.acquire('key', { perSecond: 2, signal: forever })
    expect(performance.now() - started).toBeGreaterThanOrEqual(1000)
  })

  it.each([-1, 1.5, Number.NaN, '1'])('throws a TypeError for maxWaiting of %s', (maxWaiting) => {
    const make = () => createLimiter({ maxWaiting: maxWaiting as number })
    expect(make).toThrow(expect.objectContaining({ name: 'TypeError', code: 'FETCH_OPTION_INVALID' }))
  })
})
