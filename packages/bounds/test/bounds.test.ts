import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { BodyTooLarge, readBytes, startDeadline } from '@wxdp/bounds'
import { describe, expect, it } from 'vitest'

const chunk = (size: number): Uint8Array => new Uint8Array(size).fill(7)
const streamOf = (chunks: Uint8Array[], seen: { cancelled?: unknown; pulled: number } = { pulled: 0 }) =>
  new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = chunks[seen.pulled++]
        if (next) controller.enqueue(next)
        else controller.close()
      },
      cancel(reason) {
        seen.cancelled = reason ?? 'cancelled'
      },
    },
    { highWaterMark: 0 },
  )

describe('readBytes', () => {
  it('reads nothing, one chunk, several', async () => {
    expect(await readBytes(null, { maxBytes: 1 })).toHaveLength(0)
    expect(await readBytes(streamOf([]), { maxBytes: 1 })).toHaveLength(0)
    expect(await readBytes(streamOf([chunk(5)]), { maxBytes: 5 })).toEqual(chunk(5))
    expect(await readBytes(streamOf([chunk(2), chunk(0), chunk(3)]), { maxBytes: 5 })).toEqual(chunk(5))
  })

  it('stops at the limit and cancels the rest', async () => {
    const seen: { cancelled?: unknown; pulled: number } = { pulled: 0 }
    const endless = streamOf(
      Array.from({ length: 1000 }, () => chunk(10)),
      seen,
    )
    await expect(readBytes(endless, { maxBytes: 25 })).rejects.toThrow(BodyTooLarge)
    expect(seen).toEqual({ pulled: 3, cancelled: 'cancelled' })
  })

  it('throws the reason of a signal as it is: before, and while a chunk is awaited', async () => {
    const reason = new Error('mine')
    const aborted = AbortSignal.abort(reason)
    await expect(readBytes(streamOf([chunk(1)]), { maxBytes: 9, signal: aborted })).rejects.toBe(reason)
    const controller = new AbortController()
    const hanging = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) })
    const reading = readBytes(hanging, { maxBytes: 9, signal: controller.signal })
    controller.abort(reason)
    await expect(reading).rejects.toBe(reason)
  })

  it('survives a stream that refuses to be cancelled', async () => {
    const stubborn = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(chunk(10)),
      cancel: () => Promise.reject(new Error('no')),
    })
    await expect(readBytes(stubborn, { maxBytes: 5 })).rejects.toThrow(BodyTooLarge)
  })

  it('passes on what the stream breaks with', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('reset')),
    })
    await expect(readBytes(broken, { maxBytes: 5 })).rejects.toThrow('reset')
  })
})

describe('startDeadline', () => {
  const never = new Promise<never>(() => {})

  it('lets work pass that is in time', async () => {
    const deadline = startDeadline(10_000, () => new Error('late'))
    expect(await deadline.race(Promise.resolve(7))).toBe(7)
    deadline.dispose()
    expect(deadline.signal.aborted).toBe(false)
  })

  it('gives the reason when time is over, also to work that starts after', async () => {
    const late = new Error('late')
    const deadline = startDeadline(1, () => late)
    await expect(deadline.race(never)).rejects.toBe(late)
    await expect(deadline.race(never)).rejects.toBe(late)
    expect(deadline.signal.reason).toBe(late)
  })

  it('ends all that race at once, and none that has finished', async () => {
    const late = new Error('late')
    const deadline = startDeadline(20, () => late)
    const failed = new Error('mine')
    const races = [Promise.resolve(1), Promise.reject(failed), never, never].map(deadline.race)
    expect(
      (await Promise.allSettled(races)).map((each) => ('value' in each ? each.value : each.reason)),
    ).toEqual([1, failed, late, late])
  })

  it('keeps nothing of work that has ended', async () => {
    const deadline = startDeadline(10_000, () => new Error('late'))
    const kept = new WeakRef(await deadline.race(Promise.resolve({ answer: 1 })))
    // What a WeakRef gave in this turn stays for the turn.
    await new Promise((resolve) => setTimeout(resolve, 0))
    setFlagsFromString('--expose-gc')
    runInNewContext('gc')()
    expect(kept.deref()).toBeUndefined()
    deadline.dispose()
  })

  it("passes on the caller's reason, and lets go of its signal", async () => {
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
