import { createByteBuffer } from './byte-buffer.ts'

/** Options of {@link readBytes}. */
export interface ReadOptions {
  /** Largest body to read, in bytes. */
  readonly maxBytes: number
  /** Stops reading at once. Its reason is thrown unchanged. */
  readonly signal?: AbortSignal | undefined
}

/** A body as `fetch` has it, or as `node-fetch` has it: a stream of Node's. */
export type ByteStream = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/**
 * Reads a whole body, up to a limit. The rest of a larger body is never read.
 *
 * @throws {BodyTooLarge}
 * @throws the signal's reason, if it aborts
 *
 * @example
 * import { readBytes } from '@wxdp/bounds'
 *
 * const bytes = await readBytes(request.body, { maxBytes: 65536 })
 */
export async function readBytes(
  body: ByteStream | null,
  { maxBytes, signal }: ReadOptions,
): Promise<Uint8Array> {
  signal?.throwIfAborted()
  const { append, bytes } = createByteBuffer(maxBytes)
  if (!body) return bytes()
  // Only Node has other streams, and it has `from`, which the compiler's library lacks.
  const streams = ReadableStream as unknown as { from(source: ByteStream): ReadableStream<Uint8Array> }
  const reader = ('getReader' in body ? body : streams.from(body)).getReader()
  // Cancelling a stream settles its pending read, so the loop below ends.
  const stop = (): void => void reader.cancel(signal?.reason).catch(() => {})
  signal?.addEventListener('abort', stop)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      signal?.throwIfAborted()
      if (done) return bytes()
      append(value)
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    // Without effect on a stream that has ended.
    stop()
  }
}
