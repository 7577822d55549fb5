import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createClock } from '../../src/clock/clock.ts'

const start = Date.parse('2026-11-24T00:00:00Z')
const quiet = async (): Promise<void> => undefined

describe('a clock that somebody else turns', () => {
  it('runs everything in order of time, at the time of each', async () => {
    const offset = fc.integer({ min: -100, max: 1000 })
    await fc.assert(
      fc.asyncProperty(fc.array(offset), fc.array(fc.nat(500)), async (offsets, turns) => {
        const clock = createClock({ now: () => start })
        const ran: { due: number; shown: number }[] = []
        for (const offset of offsets) {
          const due = start + offset
          clock.at(due, () => ran.push({ due, shown: clock.now() }))
        }
        let turned = 0
        for (const ms of turns) {
          await clock.advance(ms, quiet)
          turned += ms
          expect(clock.now()).toBe(start + turned)
        }
        // Nothing runs before the clock is turned for the first time.
        const expected = turns.length === 0 ? [] : offsets.filter((offset) => offset <= turned)
        const sorted = expected.sort((a, b) => a - b).map((offset) => start + offset)
        expect(ran).toEqual(sorted.map((due) => ({ due, shown: due })))
      }),
    )
  })

  it('runs what something else adds on the way, and nothing that was taken off', async () => {
    const clock = createClock({ now: () => start })
    const ran: string[] = []
    const note = (name: string) => (): void => void ran.push(`${name} ${clock.now() - start}`)
    clock.at(start + 10, () => {
      note('first')()
      clock.at(clock.now() + 5, note('added'))
      clock.at(clock.now() - 5, note('late'))
      cancel()
    })
    const cancel = clock.at(start + 20, note('taken off'))
    clock.at(start + 31, note('later'))
    await clock.advance(30, quiet)
    expect(ran).toEqual(['first 10', 'late 10', 'added 15'])
  })

  it('waits for the consequences of each before the next; turns queue up', async () => {
    const clock = createClock({ now: () => start })
    const ran: string[] = []
    for (const ms of [10, 20, 30]) clock.at(start + ms, () => ran.push(`due ${ms}`))
    const slowly = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      ran.push(`quiet ${clock.now() - start}`)
    }
    await Promise.all([clock.advance(25, slowly), clock.advance(5, quiet)])
    expect(ran).toEqual(['quiet 0', 'quiet 0', 'due 10', 'quiet 10', 'due 20', 'quiet 20', 'due 30'])
  })

  it('can still be turned after what fell due has failed', async () => {
    const clock = createClock({ now: () => start })
    clock.at(start + 10, () => {
      throw new Error('failed')
    })
    await expect(clock.advance(30, quiet)).rejects.toThrow('failed')
    await clock.advance(5, quiet)
    expect(clock.now()).toBe(start + 35)
  })

  it('catches up when asked, and has no timer', async () => {
    let time = start
    const clock = createClock({ now: () => time })
    const ran: number[] = []
    clock.at(start + 10, () => ran.push(clock.now() - start))
    time += 100
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(ran).toEqual([])
    clock.catchUp()
    expect([ran, clock.now() - start]).toEqual([[10], 100])
  })
})

describe('a clock that nobody turns', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: start })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each<[number | undefined, number]>([
    [undefined, 1],
    [1, 1],
    [60, 60],
    [0.5, 0.5],
  ])('with speed %s runs what falls due by itself', (speed, factor) => {
    const clock = createClock({ speed })
    const ran: number[] = []
    for (const ms of [60_000, 30_000, 90_000]) clock.at(start + ms, () => ran.push(ms))
    vi.advanceTimersByTime(30_000 / factor - 1)
    expect(ran).toEqual([])
    vi.advanceTimersByTime(2)
    expect(ran).toEqual([30_000])
    vi.advanceTimersByTime(60_000 / factor + 1)
    expect(ran).toEqual([30_000, 60_000, 90_000])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('with speed 0 stands still', async () => {
    const clock = createClock({ speed: 0 })
    clock.at(start + 1, () => undefined)
    vi.advanceTimersByTime(1000)
    expect([clock.now(), vi.getTimerCount()]).toEqual([start, 0])
    await clock.advance(5, quiet)
    expect(clock.now()).toBe(start + 5)
  })

  it('goes on from where it was turned to', async () => {
    const clock = createClock({})
    const ran: number[] = []
    clock.at(start + 3_600_000, () => ran.push(clock.now() - start))
    await clock.advance(3_599_000, quiet)
    vi.advanceTimersByTime(1000)
    expect(ran).toEqual([3_600_000])
  })

  it('waits longer than a timer of the runtime can', () => {
    const clock = createClock({})
    const ran: number[] = []
    clock.at(start + 100 * 86_400_000, () => ran.push(100))
    vi.advanceTimersByTime(99 * 86_400_000)
    expect(ran).toEqual([])
    vi.advanceTimersByTime(86_400_000)
    expect(ran).toEqual([100])
  })

  it('has no timer once it is closed', () => {
    const clock = createClock({})
    const ran: number[] = []
    clock.at(start + 10, () => ran.push(10))
    expect(vi.getTimerCount()).toBe(1)
    clock.close()
    expect(vi.getTimerCount()).toBe(0)
    clock.at(start + 10, () => ran.push(10))()
    vi.advanceTimersByTime(1000)
    expect([ran, vi.getTimerCount()]).toEqual([[], 0])
  })

  it('forgets what was going to happen when it is closed, and takes nothing more', async () => {
    const clock = createClock({ speed: 0 })
    const ran: number[] = []
    clock.at(start + 10, () => ran.push(10))
    clock.close()
    clock.at(start + 20, () => ran.push(20))
    await clock.advance(1000, quiet)
    expect([ran, clock.now(), vi.getTimerCount()]).toEqual([[], start + 1000, 0])
  })

  it('has one timer, for what comes first; none while it is turned, and none for nothing', async () => {
    const clock = createClock({})
    const ran: string[] = []
    clock.at(start + 2000, () => ran.push('second'))
    clock.at(start + 1000, () => ran.push('first'))
    clock.at(start + 3000, () => ran.push('third'))
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(1000)
    expect([ran, vi.getTimerCount()]).toEqual([['first'], 1])
    let timers = -1
    await clock.advance(1000, async () => {
      timers = vi.getTimerCount()
    })
    expect([ran, timers, vi.getTimerCount()]).toEqual([['first', 'second'], 0, 1])
    vi.advanceTimersByTime(1000)
    expect([ran, vi.getTimerCount()]).toEqual([['first', 'second', 'third'], 0])
  })

  it('has no timer if somebody else turns it, and none after it has caught up', () => {
    const clock = createClock({ now: () => start })
    clock.at(start + 1000, () => undefined)
    clock.catchUp()
    expect(vi.getTimerCount()).toBe(0)
  })
})
