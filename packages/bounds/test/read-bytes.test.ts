import { Readable } from 'node:stream'
import { BodyTooLarge, readBytes } from '@wxdp/bounds'
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
  it('reads an empty body, one chunk, and several chunks', async () => {
    expect(await readBytes(null, { maxBytes: 1 })).toHaveLength(0)
    expect(await readBytes(streamOf([]), { maxBytes: 1 })).toHaveLength(0)
    expect(await readBytes(streamOf([chunk(5)]), { maxBytes: 5 })).toEqual(chunk(5))
    expect(await readBytes(streamOf([chunk(2), chunk(0), chunk(3)]), { maxBytes: 5 })).toEqual(chunk(5))
  })

  it('stops at the limit, and cancels the rest', async () => {
    const seen: { cancelled?: unknown; pulled: number } = { pulled: 0 }
    const endless = streamOf(
      Array.from({ length: 1000 }, () => chunk(10)),
      seen,
    )
    await expect(readBytes(endless, { maxBytes: 25 })).rejects.toThrow(BodyTooLarge)
    expect(seen).toEqual({ pulled: 3, cancelled: 'cancelled' })
  })

  it('throws the reason of a signal unchanged, before and while it waits for a chunk', async () => {
    const reason = new Error('mine')
    const aborted = AbortSignal.abort(reason)
    await expect(readBytes(streamOf([chunk(1)]), { maxBytes: 9, signal: aborted })).rejects.toBe(reason)
    const controller = new AbortController()
    const hanging = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) })
    const reading = readBytes(hanging, { maxBytes: 9, signal: controller.signal })
    controller.abort(reason)
    await expect(reading).rejects.toBe(reason)
  })

  it('ends even if the stream fails to cancel', async () => {
    const stubborn = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(chunk(10)),
      cancel: () => Promise.reject(new Error('no')),
    })
    await expect(readBytes(stubborn, { maxBytes: 5 })).rejects.toThrow(BodyTooLarge)
  })

  it("reads a stream of Node's, as node-fetch has it", async () => {
    const source = Readable.from([chunk(2), chunk(3)])
    expect(await readBytes(source, { maxBytes: 5 })).toEqual(chunk(5))
    const large = Readable.from([chunk(2), chunk(3), chunk(1)])
    await expect(readBytes(large, { maxBytes: 4 })).rejects.toThrow(BodyTooLarge)
    await expect.poll(() => large.destroyed).toBe(true)
    const controller = new AbortController()
    const reading = readBytes(new Readable({ read() {} }), { maxBytes: 9, signal: controller.signal })
    controller.abort(new Error('mine'))
    await expect(reading).rejects.toThrow('mine')
  })

  it('rejects a stream of strings, and cancels it', async () => {
    let cancelled = false
    const strings = new ReadableStream({
      start: (controller) => controller.enqueue('text'),
      cancel: () => {
        cancelled = true
      },
    })
    await expect(readBytes(strings, { maxBytes: 5 })).rejects.toThrow('The body is not bytes.')
    expect(cancelled).toBe(true)
  })

  it('passes on the error of the stream', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('reset')),
    })
    await expect(readBytes(broken, { maxBytes: 5 })).rejects.toThrow('reset')
  })
})
