import { provider } from '#provider'

const strict = /^[A-Za-z0-9+/]*={0,2}$/

/** Decodes standard Base64 with padding; `undefined` for anything else (URL-safe, blanks, line breaks, junk). */
export function decodeBase64(text: string): Uint8Array | undefined {
  // With a length of 4n the pattern leaves only the paddings that RFC 4648 allows.
  return text.length % 4 === 0 && strict.test(text) ? provider.fromBase64(text) : undefined
}

/** Standard Base64 with padding, on one line. */
export function encodeBase64(bytes: Uint8Array): string {
  return provider.toBase64(bytes)
}
