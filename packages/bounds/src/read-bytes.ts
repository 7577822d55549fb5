/** A body has more bytes than allowed. It was not read further. Each package wraps this in an error of its own. */
export class BodyTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`The body is larger than the ${maxBytes} bytes allowed.`)
  }
}

/** Options of {@link readBytes}. */
export interface ReadOptions {
  /** Largest body to read, in bytes. */
  readonly maxBytes: number
  /** Stops reading at once. Its reason is thrown unchanged. */
  readonly signal?: AbortSignal | undefined
}

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
  body: ReadableStream<Uint8Array> | null,
  { maxBytes, signal }: ReadOptions,
): Promise<Uint8Array> {
  signal?.throwIfAborted()
  if (!body) return new Uint8Array()
  const reader = body.getReader()
  // Cancelling a stream settles its pending read, so the loop below ends.
  const stop = (): void => void reader.cancel(signal?.reason).catch(() => {})
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const chunks: Uint8Array[] = []
    let size = 0
    for (;;) {
      const { done, value } = await reader.read()
      signal?.throwIfAborted()
      if (done) return concat(chunks, size)
      size += value.length
      if (size > maxBytes) {
        stop()
        throw new BodyTooLarge(maxBytes)
      }
      chunks.push(value)
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    reader.releaseLock()
  }
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks
  if (only && chunks.length === 1) return only
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
