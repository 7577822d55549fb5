import { decodeBase64 } from './base64.ts'
import { toBytes } from './bytes.ts'
import { derShape } from './key-structure.ts'

const block = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/

/**
 * Reads the first block of a PEM string in the forms in which people have it: with LF, CRLF or literal `\n` (as in
 * environment variables), or as bare Base64 without the first and last line.
 *
 * @returns The DER inside; `'encrypted'` for OpenSSL's old encryption header; `undefined` if it is not PEM.
 */
export function readPem(text: string): Uint8Array | 'encrypted' | undefined {
  const lines = text.replaceAll('\\r', '').replaceAll('\\n', '\n')
  const body = block.exec(lines)?.[2] ?? (lines.includes('-----') ? '' : lines)
  if (body.includes('Proc-Type:')) return 'encrypted'
  const der = decodeBase64(body.replace(/\s+/g, ''))
  return der?.length ? der : undefined
}

/** The DER of a key or certificate given as a PEM string, as PEM bytes or as DER; see {@link readPem}. */
export function toDer(input: unknown): Uint8Array | 'encrypted' | undefined {
  if (typeof input === 'string') return readPem(input)
  const bytes = toBytes(input)
  // Every DER structure begins with 0x30, the character "0". Neither PEM nor the Base64 of DER begins with it.
  if (!bytes || (bytes[0] === 0x30 && derShape(bytes))) return bytes
  return readPem(new TextDecoder().decode(bytes))
}
