import { constants, publicDecrypt } from 'node:crypto'
import { publicKeyObject } from '../settings/key-objects.ts'

/** DigestInfo of PKCS #1 before a SHA-256 digest: RFC 8017, 9.2. */
const prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/**
 * The SHA-256 digest inside an RSA signature: what was signed, even if that is not what is at hand.
 *
 * @param key PEM or DER of a public key or certificate.
 * @returns `undefined` if this key has not made the signature
 * @throws {AuthError} if the key is not one
 */
export function recoverDigest(signature: Uint8Array, key: string): Buffer | undefined {
  try {
    const info = publicDecrypt({ key: publicKeyObject(key), padding: constants.RSA_PKCS1_PADDING }, signature)
    return info.subarray(0, prefix.length).equals(prefix) ? info.subarray(prefix.length) : undefined
  } catch (error) {
    // OpenSSL's errors: another padding, or another length.
    if (error instanceof Error && error.name === 'AuthError') throw error
    return undefined
  }
}
