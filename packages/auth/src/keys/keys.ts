import type { Bytes } from '../encoding/bytes.ts'
import { aPrivateKey, aPublicKey } from './key-errors.ts'
import type { KeyInput } from './key-input.ts'
import { lazyKey, newKey, type PrivateKey, type PublicKey } from './lazy-key.ts'
import { rsa, rsaOfFiles } from './rsa.ts'

export type { PrivateKey, PublicKey } from './lazy-key.ts'

/** A key to import on first use, or an imported key. */
export type PrivateKeyInput = KeyInput | PrivateKey
/** A key to import on first use, or an imported key. */
export type PublicKeyInput = KeyInput | PublicKey

/**
 * Imports a private key. Fails immediately if it cannot sign requests to WeChat Pay.
 *
 * @param input PEM, DER, JWK, `CryptoKey` or `KeyObject`; see {@link KeyInput}. It must be RSA with 2048 bits.
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
 * Imports a public key from a key or an X.509 certificate. Fails immediately if it cannot verify WeChat Pay's signatures.
 *
 * @param input PEM, DER, JWK, `CryptoKey` or `KeyObject`; see {@link KeyInput}. It must be RSA with 2048 bits.
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

/** Checks the role now and imports on first use; see {@link lazyKey}. */
export function lazyPrivateKey(input: PrivateKeyInput): PrivateKey {
  return lazyKey(rsa, aPrivateKey, input)
}

/** See {@link lazyPrivateKey}. */
export function lazyPublicKey(input: PublicKeyInput): PublicKey {
  return lazyKey(rsa, aPublicKey, input)
}

/** The same for a file alone, as a string or as bytes; see {@link rsaOfFiles}. */
export function lazyPublicKeyFile(input: string | Bytes): PublicKey {
  return newKey(rsaOfFiles, aPublicKey, input)
}
