// Every form in which the bytes of a secret may appear in a log.
import { createPrivateKey } from 'node:crypto'
import { utf8 } from '@wxdp-internal/fixtures'

/** Enough bytes to find the secret and nothing else. */
const length = 24

/** Every string that shows bytes: hexadecimal, Base64 in both alphabets, decimal lists. */
export function spellings(bytes: Uint8Array): string[] {
  const part = bytes.subarray(0, length)
  const buffer = Buffer.from(part)
  const hex = buffer.toString('hex')
  // In the Base64 of a longer text, the same bytes have one of three forms.
  const base64 = [0, 1, 2].map((at) => Buffer.from(bytes.subarray(at, at + length - 6)).toString('base64'))
  const base64url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))
  const list = Array.from(part)
  return [
    hex,
    hex.toUpperCase(),
    (hex.match(/../g) ?? []).join(' '),
    ...base64,
    ...base64url,
    list.join(','),
    list.join(', '),
    list.map((byte, at) => `"${at}":${byte}`).join(','),
  ]
}

/** Every form of a secret string. A short one must appear as a whole. */
export function ofText(text: string): string[] {
  const bytes = utf8(text)
  return bytes.length < length ? [text] : [text, ...spellings(bytes)]
}

/** Every form of the secret numbers of a private key. Its modulus is public. */
export function ofPrivateKey(pem: string): string[] {
  const { d, p, q, dp, dq, qi } = createPrivateKey(pem).export({ format: 'jwk' })
  return [d, p, q, dp, dq, qi].flatMap((number) => spellings(Buffer.from(number as string, 'base64url')))
}
