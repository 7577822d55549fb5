import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { aPrivateKey, readKeyFile } from '@wxdp/auth/suite'

/**
 * The public half of a private key, as PEM.
 *
 * @throws {AuthError} if it is not a private key
 */
export function publicPartOf(privateKey: string): string {
  const der = Buffer.from(readKeyFile(aPrivateKey, privateKey).der)
  return createPublicKey(read(der)).export({ type: 'spki', format: 'pem' }) as string
}

function read(der: Buffer): KeyObject {
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } catch {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs1' })
  }
}
