import { type Element, elementsIn } from '@wxdp/auth/suite'

/** The parts of an elliptic-curve key file. Nothing of it is checked yet. */
export interface EcKey {
  /** The private key as a big-endian number. */
  readonly secret: Uint8Array | undefined
  /** The public key as encoded by SEC 1, 2.3.3. A private key file may contain it, too. */
  readonly point: Uint8Array | undefined
}

const bitString = 0x03
const octetString = 0x04
/** Tag of the optional public key in an ECPrivateKey. */
const publicKey = 0xa1

/** Reads a PKCS#8, SEC 1 or SPKI structure. */
export function readEcKey(der: Uint8Array): EcKey {
  const members = membersOf(der)
  const secret = contentsOf(members, octetString)
  // In PKCS#8, the third member holds the structure of SEC 1.
  if (secret && members[1]?.tag !== octetString) return readEcKey(secret)
  const [point] = elementsIn(contentsOf(members, publicKey))
  return { secret, point: withoutCount(contentsOf(members, bitString) ?? point?.contents) }
}

function membersOf(der: Uint8Array): Element[] {
  return elementsIn(elementsIn(der)[0]?.contents)
}

function contentsOf(members: readonly Element[], tag: number): Uint8Array | undefined {
  return members.find((member) => member.tag === tag)?.contents
}

/** The bytes of a BIT STRING. Its first byte is the number of unused bits: a point has none. */
function withoutCount(bits: Uint8Array | undefined): Uint8Array | undefined {
  return bits?.[0] === 0 ? bits.subarray(1) : undefined
}
