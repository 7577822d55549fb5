import type { KeyInput } from './key-input.ts'
import { lazyKey, type PrivateKey, type PublicKey } from './lazy-key.ts'
import { rsa } from './rsa.ts'

export type { PrivateKey, PublicKey } from './lazy-key.ts'

/** A key that is used as given if imported already, or imported on first use. */
export type PrivateKeyInput = KeyInput | PrivateKey
/** A key that is used as given if imported already, or imported on first use. */
export type PublicKeyInput = KeyInput | PublicKey

/**
 * Imports a private key and fails at once if it cannot sign for WeChat Pay.
 *
 * @param input PEM, DER, JWK, `CryptoKey` or `KeyObject`; see {@link KeyInput}. RSA of 2048 bits.
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 *
 * @example
 * const key = await importPrivateKey(privateKey)
 */
export async function importPrivateKey(input: KeyInput): Promise<PrivateKey> {
  const key = lazyPrivateKey(input)
  await key.use()
  return key
}

/**
 * Imports a public key, from a key or an X.509 certificate, and fails at once if it cannot verify for WeChat Pay.
 *
 * @param input PEM, DER, JWK, `CryptoKey` or `KeyObject`; see {@link KeyInput}. RSA of 2048 bits.
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 *
 * @example
 * const key = await importPublicKey(platformPublicKey)
 */
export async function importPublicKey(input: KeyInput): Promise<PublicKey> {
  const key = lazyPublicKey(input)
  await key.use()
  return key
}

/** The role is checked now, the import happens on first use; see {@link lazyKey}. */
export function lazyPrivateKey(input: PrivateKeyInput): PrivateKey {
  return lazyKey(rsa, 'private', input)
}

/** See {@link lazyPrivateKey}. */
export function lazyPublicKey(input: PublicKeyInput): PublicKey {
  return lazyKey(rsa, 'public', input)
}
