/** Bytes as the hosts of JavaScript hold them. Node's `Buffer` is one of them. */
export type Bytes = ArrayBufferView | ArrayBufferLike

/**
 * Returns the bytes of a `Uint8Array`, another view, an `ArrayBuffer` or a `SharedArrayBuffer`, of any realm (such as
 * `vm` or jsdom, where `instanceof` fails).
 *
 * The result uses the same memory. Shared memory is copied: another thread could change it after it was verified, and
 * WebCrypto rejects it.
 *
 * @returns `undefined` if the value is not bytes.
 *
 * @example
 * import { toBytes } from '@wxdp/auth'
 *
 * const bytes = toBytes(new ArrayBuffer(2)) // Uint8Array [0, 0]
 */
export function toBytes(value: unknown): Uint8Array | undefined {
  const bytes = viewOf(value)
  return bytes?.buffer[Symbol.toStringTag] === 'SharedArrayBuffer' ? Uint8Array.from(bytes) : bytes
}

function viewOf(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) {
    if (value instanceof Uint8Array) return value
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  }
  try {
    // DataView accepts buffers of any realm, and nothing else.
    return new Uint8Array(new DataView(value as ArrayBuffer).buffer)
  } catch {
    return undefined
  }
}
