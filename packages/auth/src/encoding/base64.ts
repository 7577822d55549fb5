const strict = /^[A-Za-z0-9+/]*={0,2}$/

/**
 * Decodes standard Base64 with padding into memory of its own; `undefined` for anything else, such as URL-safe digits,
 * spaces or line breaks.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  // If the length is a multiple of 4, the pattern allows only the padding of RFC 4648.
  if (text.length % 4 !== 0 || !strict.test(text)) return undefined
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

/** Decodes Base64 with or without padding, standard or URL-safe (RFC 4648, 4 and 5); `undefined` for anything else. */
export function decodeLoosely(text: string): Uint8Array | undefined {
  const padding = '='.repeat(-text.length & 3)
  return decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/') + padding)
}

/** Encodes to standard Base64 with padding, on one line. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = ''
  // A loop, not a spread: String.fromCharCode(...bytes) overflows the stack on large bodies.
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** Encodes to URL-safe Base64 without padding, as a JWK needs it. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
