import { type KeyFile, type KeyNeed, type KeySource, type KeySuite, notNeeded } from '@wxdp/auth/suite'
import { digitsOf, privateBound, readSignature, writeSignature } from '../primitives/der.ts'
import { type Digits, type Point, pointOf, publicKeyOf, sign, verify } from '../primitives/primitives.ts'
import { readEcKey } from './ec-key.ts'
import { readKey } from './key-input.ts'

/** A private key, ready to sign and to decrypt. */
export interface Secret {
  readonly scalar: Digits
  /** `04 X Y`. */
  readonly publicKey: string
}

/** SM2 with SM3. Signatures are DER. */
export const sm2: KeySuite = {
  name: 'SM2',
  readKey: (need, input) => withIdentity(readKey(need, input)),
  importKey,
  sign(key, message) {
    const { scalar, publicKey } = key as Secret
    return writeSignature(sign(scalar, message, { publicKey }))
  },
  verify(key, message, der) {
    const signature = readSignature(der)
    return signature !== undefined && verify(key as Point, message, signature)
  },
}

/** Adds the public key, which both halves of a pair have. It is computed on demand: that takes a millisecond. */
function withIdentity(file: KeyFile): KeySource {
  return {
    ...file,
    get identity() {
      const { secret, point } = readEcKey(file.der)
      if (!secret) return point && onCurve(point)?.toHex(false)
      const scalar = digitsOf(secret, privateBound)
      return scalar && publicKeyOf(scalar)
    },
  }
}

async function importKey(need: KeyNeed, source: KeySource): Promise<Secret | Point> {
  // `readKey` accepts no other file.
  const { secret, point } = readEcKey((source as KeyFile).der)
  const known = point && onCurve(point)
  if (need.role === 'public') {
    if (!known) throw notNeeded('a point that is not on the curve SM2', need)
    return known
  }
  const scalar = secret && digitsOf(secret, privateBound)
  if (!scalar) throw notNeeded('a number outside the range of the curve SM2', need)
  const publicKey = publicKeyOf(scalar)
  if (point && known?.toHex(false) !== publicKey)
    throw notNeeded('a private and a public key that do not belong together', need)
  return { scalar, publicKey }
}

function onCurve(point: Uint8Array): Point | undefined {
  try {
    return pointOf(point)
  } catch {
    return undefined
  }
}
