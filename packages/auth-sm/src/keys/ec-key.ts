import { type Element, elementsIn, equalBytes, type KeyFile } from '@wxdp/auth/suite'

/** The parts of an elliptic-curve key file. Nothing of it is checked yet. */
export interface EcKey {
  /** The contents of the curve's object identifier, if the key names its curve. */
  readonly curve: Uint8Array | undefined
  /** The private key as a big-endian number. */
  readonly secret: Uint8Array | undefined
  /** The public key as encoded by SEC 1, 2.3.3. A private key file may contain it, too. */
  readonly point: Uint8Array | undefined
}

const bitString = 0x03
const octetString = 0x04
const sequence = 0x30
/** Tags of the optional members of ECPrivateKey. */
const parameters = 0xa0
const publicKey = 0xa1
/** id-ecPublicKey, 1.2.840.10045.2.1. */
const ellipticCurve = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]

/** Reads a PKCS#8, SEC 1 or SPKI structure; `undefined` if the key is for another algorithm. */
export function readEcKey({ der, shape }: KeyFile): EcKey | undefined {
  if (shape === 'sec1-private') return readSec1(der)
  const members = membersOf(der)
  const [algorithm, curve] = elementsIn(contentsOf(members, sequence))
  if (!algorithm || !equalBytes(algorithm.contents, ellipticCurve)) return undefined
  const secret = contentsOf(members, octetString)
  if (secret) return { ...readSec1(secret), curve: curve?.contents }
  return { curve: curve?.contents, secret, point: withoutCount(contentsOf(members, bitString)) }
}

/** ECPrivateKey (RFC 5915, 3). */
function readSec1(der: Uint8Array): EcKey {
  const members = membersOf(der)
  const [curve] = elementsIn(contentsOf(members, parameters))
  const [point] = elementsIn(contentsOf(members, publicKey))
  return {
    curve: curve?.contents,
    secret: contentsOf(members, octetString),
    point: withoutCount(point?.contents),
  }
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
