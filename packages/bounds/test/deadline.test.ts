import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { startDeadline } from '@wxdp/bounds'
import { describe, expect, it } from 'vitest'

describe('startDeadline', () => {
  const never = new Promise<never>(() => {})

  it('passes on the result of work that is in time', async () => {
    const deadline = startDeadline(10_000, () => new Error('late'))
    expect(await deadline.race(Promise.resolve(7))).toBe(7)
    deadline.dispose()
    expect(deadline.signal.aborted).toBe(false)
  })

  it('rejects with the reason when time is over, even work that starts later', async () => {
    const late = new Error('late')
    const deadline = startDeadline(1, () => late)
    await expect(deadline.race(never)).rejects.toBe(late)
    await expect(deadline.race(never)).rejects.toBe(late)
    expect(deadline.signal.reason).toBe(late)
  })

  it('ends all races at once, except those that have finished', async () => {
    const late = new Error('late')
    const deadline = startDeadline(20, () => late)
    const failed = new Error('mine')
    const races = [Promise.resolve(1), Promise.reject(failed), never, never].map(deadline.race)
    expect(
      (await Promise.allSettled(races)).map((each) => ('value' in each ? each.value : each.reason)),
    ).toEqual([1, failed, late, late])
  })

  it('does not keep the result of work that has ended', async () => {
    const deadline = startDeadline(10_000, () => new Error('late'))
    const kept = new WeakRef(await deadline.race(Promise.resolve({ result: 1 })))
    // A WeakRef keeps its target alive until the current task ends.
    await new Promise((resolve) => setTimeout(resolve, 0))
    setFlagsFromString('--expose-gc')
    runInNewContext('gc')()
    expect(kept.deref()).toBeUndefined()
    deadline.dispose()
  })

  it("passes on the caller's reason, and removes its listener afterwards", async () => {
    const mine = new Error('mine')
    const outer = new AbortController()
    const deadline = startDeadline(10_000, () => new Error('late'), outer.signal)
    outer.abort(mine)
    await expect(deadline.race(never)).rejects.toBe(mine)
    deadline.dispose()
    const over = startDeadline(10_000, () => new Error('late'), AbortSignal.abort(mine))
    await expect(over.race(never)).rejects.toBe(mine)
    over.dispose()
    const third = new AbortController()
    const done = startDeadline(10_000, () => new Error('late'), third.signal)
    done.dispose()
    third.abort(mine)
    expect(done.signal.aborted).toBe(false)
  })
})
