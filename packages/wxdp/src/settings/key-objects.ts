import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { aPrivateKey, aPublicKey, readKeyFile } from '@wxdp/auth/suite'

/**
 * A public key, or the key of a certificate, in any form that the packages read. Two keys are the same if these are
 * equal.
 *
 * @throws {AuthError} if it is not one
 */
export function publicKeyObject(key: string): KeyObject {
  const der = Buffer.from(readKeyFile(aPublicKey, key).der)
  return either(['spki', 'pkcs1'], (type) => createPublicKey({ key: der, format: 'der', type }))
}

/**
 * The public half of a private key in any form that the packages read.
 *
 * @throws {AuthError} if it is not one
 */
export function publicHalfOf(privateKey: string): KeyObject {
  const der = Buffer.from(readKeyFile(aPrivateKey, privateKey).der)
  return createPublicKey(
    either(['pkcs8', 'pkcs1'], (type) => createPrivateKey({ key: der, format: 'der', type })),
  )
}

/** The packages read both forms and do not say which one they found. */
function either<const Form>(
  [first, second]: readonly [Form, Form],
  read: (form: Form) => KeyObject,
): KeyObject {
  try {
    return read(first)
  } catch {
    return read(second)
  }
}
