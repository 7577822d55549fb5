import { decodeBase64 } from './base64.ts'

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
