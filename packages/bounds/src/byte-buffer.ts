/** A body has more bytes than allowed. It was not read further. Each package wraps this in an error of its own. */
export class BodyTooLarge extends Error {}

/** Bytes that arrive in chunks. */
export interface ByteBuffer {
  /**
   * Copies a chunk to the end.
   *
   * @throws {BodyTooLarge} and keeps nothing of the chunk
   * @throws {TypeError} if the chunk is not bytes
   */
  append(chunk: Uint8Array): void
  /** All bytes so far. A later `append` may move them. */
  bytes(): Uint8Array
}

/**
 * Makes one buffer that grows by doubling, so that a body costs at most twice its bound, whatever its chunks are.
 * Chunks are copied: one that is a small part of a larger buffer, as Node's are, does not keep that buffer alive.
 *
 * @param maxBytes The largest body, in bytes.
 *
 * @example
 * import { createByteBuffer } from '@wxdp/bounds'
 *
 * const { append, bytes } = createByteBuffer(65_536)
 * append(new TextEncoder().encode('{}'))
 * console.log(bytes().length)
 */
export function createByteBuffer(maxBytes: number): ByteBuffer {
  let buffer = new Uint8Array()
  let size = 0
  return {
    append(chunk) {
      if (chunk.BYTES_PER_ELEMENT !== 1) throw new TypeError('The body is not bytes.')
      const end = size + chunk.length
      if (end > maxBytes) throw new BodyTooLarge(`The body is larger than ${maxBytes} bytes.`)
      if (end > buffer.length) {
        const larger = new Uint8Array(Math.min(2 * end, maxBytes))
        larger.set(buffer)
        buffer = larger
      }
      buffer.set(chunk, size)
      size = end
    },
    bytes: () => buffer.subarray(0, size),
  }
}
