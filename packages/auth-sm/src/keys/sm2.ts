import { invalidKey, type KeyFile, type KeyRole, type KeySource, type KeySuite } from '@wxdp/auth/suite'
import { digitsOf, privateBound, readSignature, writeSignature } from '../primitives/der.ts'
import { type Digits, type Point, pointOf, publicKeyOf, sign, verify } from '../primitives/primitives.ts'
import { type EcKey, readEcKey } from './ec-key.ts'
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
  readKey,
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

async function importKey(role: KeyRole, source: KeySource): Promise<Secret | Point> {
  // `readKey` accepts no other file.
  const { secret, point } = readEcKey(source as KeyFile) as EcKey
  const known = point && onCurve(point)
  if (role === 'public') {
    if (!known) throw invalidKey(role, 'a point that is not on the curve SM2')
    return known
  }
  const scalar = secret && digitsOf(secret, privateBound)
  if (!scalar) throw invalidKey(role, 'a number outside the range of the curve SM2')
  const publicKey = publicKeyOf(scalar)
  if (point && known?.toHex(false) !== publicKey)
    throw invalidKey(role, 'a private and a public key that do not belong together')
  return { scalar, publicKey }
}

function onCurve(point: Uint8Array): Point | undefined {
  try {
    return pointOf(point)
  } catch {
    return undefined
  }
}
