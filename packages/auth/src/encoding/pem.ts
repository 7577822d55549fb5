import { decodeBase64 } from './base64.ts'
import { derShape } from './key-structure.ts'

const block = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/

/**
 * Reads the first block of a PEM text as people have it: LF or CRLF, `\n` written out (as environment
 * variables do), or the bare Base64 without its first and last line.
 *
 * @returns The DER inside; `'encrypted'` for the old OpenSSL encryption header; `undefined` if it is no PEM.
 */
export function readPem(text: string): Uint8Array | 'encrypted' | undefined {
  const lines = text.replaceAll('\\r', '').replaceAll('\\n', '\n')
  const body = block.exec(lines)?.[2] ?? (lines.includes('-----') ? '' : lines)
  if (body.includes('Proc-Type:')) return 'encrypted'
  const der = decodeBase64(body.replace(/\s+/g, ''))
  return der?.length ? der : undefined
}

/** The DER of a key or certificate that is a PEM text, the bytes of one, or DER already; see {@link readPem}. */
export function toDer(input: unknown): Uint8Array | 'encrypted' | undefined {
  if (typeof input === 'string') return readPem(input)
  if (!(input instanceof Uint8Array)) return undefined
  // 0x30 opens every DER structure, and no PEM text: "0" is not how Base64 of one starts.
  return input[0] === 0x30 && derShape(input) ? input : readPem(new TextDecoder().decode(input))
}
