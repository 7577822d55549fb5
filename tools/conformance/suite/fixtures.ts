// Keys and vectors, read when the suite is bundled: a host has no files.
import vectors from '@wxdp-internal/fixtures/official.json' with { type: 'json' }
import keys from './keys.json' with { type: 'json' }

export const official = vectors
export { keys }

/** The published sample key pair; it stands for both sides here, so that no host has to make keys. */
export const privateKey: string = vectors.merchant.private_key
export const publicKey: string = keys.sample_public

export const mchid: string = vectors.merchant.mchid
export const serialNo: string = vectors.merchant.serial_no
export const platformSerial = 'PUB_KEY_ID_0114232134912410000000000000'
export const apiV3Key = 'ThisIsATestKeyOf32BytesForAPIv3.'

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

/** What a PEM block holds. */
export function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return fromBase64(pem.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, ''))
}

export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** A copy with one bit flipped. */
export function flip(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
}

/** The same, through Base64. */
export function flipBase64(base64: string, at: number): string {
  return toBase64(flip(fromBase64(base64), at))
}

/** The bytes of a text in which every `¿` is a byte that UTF-8 does not have. */
export function invalidUtf8(text: string): Uint8Array {
  const [first = '', ...rest] = text.split('¿')
  return Uint8Array.from([...utf8(first), ...rest.flatMap((part) => [0xff, ...utf8(part)])])
}
