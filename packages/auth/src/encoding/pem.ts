import { decodeLoosely } from './base64.ts'
import { derShape, type KeyShape } from './key-structure.ts'

/** One key, certificate or container in a file. */
export interface KeyPart {
  readonly shape: KeyShape
  readonly der: Uint8Array
}

/**
 * The keys, certificates and containers in a file, in their order: DER, PEM blocks or Base64, each perhaps in Base64
 * again.
 *
 * A string may have any line breaks, literal `\n` (as in environment variables, escaped once or more), quotes, a byte
 * order mark, and other lines around its blocks. It may be UTF-16, even if it was decoded as UTF-8. The time is linear
 * in the length.
 */
export function readParts(file: string | Uint8Array): readonly KeyPart[] {
  if (typeof file === 'string') return readText(file)
  const shape = derShape(file)
  return shape ? [{ shape, der: file }] : readText(new TextDecoder().decode(file))
}

function readText(text: string): readonly KeyPart[] {
  // UTF-16 decoded as UTF-8 is ASCII with zeros between, after a byte order mark that is not UTF-8.
  const lines = text.replace(/[\0\ufeff\ufffd]+/g, '').replace(/\\+[rn]?/g, '\n')
  const blocks = lines.split('-----BEGIN ')
  if (blocks.length > 1) return blocks.slice(1).flatMap(readBlock)
  const bytes = decode(lines)
  return bytes?.length ? readParts(bytes) : []
}

function readBlock(block: string): readonly KeyPart[] {
  const [label, body = '', end] = block.split('-----', 3)
  if (end !== `END ${label}`) return []
  const der = decode(body) ?? new Uint8Array()
  const shape = markedShape(label, body) ?? derShape(der)
  return shape ? [{ shape, der }] : []
}

/** The shape of a block that is not DER inside. */
function markedShape(label: string | undefined, body: string): KeyShape | undefined {
  if (label === 'OPENSSH PRIVATE KEY') return 'an OpenSSH key'
  // OpenSSL's old encryption writes this header into the block.
  return body.includes('Proc-Type:') ? 'an encrypted private key' : undefined
}

function decode(text: string): Uint8Array | undefined {
  return decodeLoosely(text.replace(/[\s"'=]+/g, ''))
}
