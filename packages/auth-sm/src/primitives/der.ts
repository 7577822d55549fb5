import { elementsIn, encodeElement, equalBytes } from '@wxdp/auth/suite'
import { fromHex, toHex } from './hex.ts'
import type { Ciphertext, Digits, Signature } from './primitives.ts'

const integer = 0x02
const octetString = 0x04
const sequence = 0x30
const hashLength = 32

/** The order of the curve (GB/T 32918.5). */
const order: Digits = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'
/** A private key is less than this: the order minus 1. */
export const privateBound: Digits = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122'

/** A number from 1 to `bound` - 1; `undefined` for any other. Leading zeros are ignored. */
export function digitsOf(bytes: Uint8Array, bound: Digits = order): Digits | undefined {
  const digits = coordinateOf(bytes)
  return digits !== undefined && digits < bound && /[^0]/.test(digits) ? digits : undefined
}

function coordinateOf(bytes: Uint8Array): Digits | undefined {
  const digits = toHex(bytes).replace(/^0+/, '').padStart(64, '0')
  return digits.length === 64 ? digits : undefined
}

/** Reads the DER of a signature; `undefined` for anything that {@link writeSignature} would write differently. */
export function readSignature(der: Uint8Array): Signature | undefined {
  const [first, second] = membersOf(der, [integer, integer])
  const r = first && digitsOf(first)
  const s = second && digitsOf(second)
  return r && s && equalBytes(writeSignature({ r, s }), der) ? { r, s } : undefined
}

export function writeSignature({ r, s }: Signature): Uint8Array {
  return encodeElement(sequence, encodeInteger(r), encodeInteger(s))
}

/** Reads the DER of a ciphertext (GB/T 35276, 7.2) as strictly as {@link readSignature}. C2 must not be empty. */
export function readCiphertext(der: Uint8Array): Ciphertext | undefined {
  const [first, second, c3, c2] = membersOf(der, [integer, integer, octetString, octetString])
  const x = first && coordinateOf(first)
  const y = second && coordinateOf(second)
  if (!x || !y || c3?.length !== hashLength || !c2?.length) return undefined
  const ciphertext = { c1: x + y, c3: toHex(c3), c2: toHex(c2) }
  return equalBytes(writeCiphertext(ciphertext), der) ? ciphertext : undefined
}

export function writeCiphertext({ c1, c3, c2 }: Ciphertext): Uint8Array {
  return encodeElement(
    sequence,
    encodeInteger(c1.slice(0, 64)),
    encodeInteger(c1.slice(64)),
    encodeElement(octetString, fromHex(c3)),
    encodeElement(octetString, fromHex(c2)),
  )
}

/** The contents of the members of a SEQUENCE with exactly these tags; none for anything else. */
function membersOf(der: Uint8Array, tags: readonly number[]): readonly (Uint8Array | undefined)[] {
  const [outer] = elementsIn(der)
  const members = elementsIn(outer?.contents)
  const fits = outer?.tag === sequence && String(members.map(({ tag }) => tag)) === String(tags)
  return fits ? members.map(({ contents }) => contents) : []
}

/** Without leading zeros. A DER INTEGER has a sign: if the first bit is set, one zero byte comes first. */
function encodeInteger(digits: Digits): Uint8Array {
  const short = digits.replace(/^(00)+/, '')
  const isHigh = Number.parseInt(short.slice(0, 2), 16) >= 0x80
  return encodeElement(integer, isHigh ? [0] : [], fromHex(short))
}
