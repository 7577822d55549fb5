import { utf8 } from '@wxdp-internal/fixtures'

export function text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

/** The DER inside a PEM block. */
export function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return fromBase64(bareBase64(pem).replaceAll('\n', ''))
}

/** A PEM block without its first and last line. */
export function bareBase64(pem: string): string {
  return pem.replace(/-----[A-Z ]+-----/g, '')
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** A copy with one bit flipped. */
export function flip(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
}

/** The same for bytes in Base64. */
export function flipBase64(base64: string, at: number): string {
  return toBase64(flip(fromBase64(base64), at))
}

/** A string as bytes, with each `¿` replaced by a byte that never occurs in UTF-8. */
export function invalidUtf8(text: string): Uint8Array {
  const [first = '', ...rest] = text.split('¿')
  return Uint8Array.from([...utf8(first), ...rest.flatMap((part) => [0xff, ...utf8(part)])])
}
