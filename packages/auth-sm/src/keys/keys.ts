import type { PrivateKey, PublicKey } from '@wxdp/auth'
import { aPrivateKey, aPublicKey, lazyKey } from '@wxdp/auth/suite'
import { type Sm2KeyInput, unsupportedKey } from './key-input.ts'
import { sm2 } from './sm2.ts'

/** A key to import on first use, or an imported key. */
export type Sm2PrivateKeyInput = Sm2KeyInput | PrivateKey
/** A key to import on first use, or a key imported by this package or by `@wxdp/auth`. */
export type Sm2PublicKeyInput = Sm2KeyInput | PublicKey

/**
 * Imports an SM2 private key. Fails immediately if it cannot sign requests to WeChat Pay.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 *
 * @example
 * import { importSm2PrivateKey } from '@wxdp/auth-sm'
 *
 * const key = await importSm2PrivateKey(privateKey)
 */
export async function importSm2PrivateKey(input: Sm2KeyInput): Promise<PrivateKey> {
  const key = lazyPrivateKey(input)
  await key.use()
  return key
}

/**
 * Imports an SM2 public key from a key or an X.509 certificate. Fails immediately if it cannot verify WeChat Pay's
 * signatures.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 *
 * @example
 * import { importSm2PublicKey } from '@wxdp/auth-sm'
 *
 * const key = await importSm2PublicKey(platformPublicKey)
 */
export async function importSm2PublicKey(input: Sm2KeyInput): Promise<PublicKey> {
  const key = lazyKey(sm2, aPublicKey, input)
  await key.use()
  return key
}

/** Checks the role and the curve now and imports on first use. An imported key must be an SM2 key. */
export function lazyPrivateKey(input: Sm2PrivateKeyInput): PrivateKey {
  const key = lazyKey(sm2, aPrivateKey, input)
  if (key.suite() !== sm2) throw unsupportedKey(`an ${key.suite().name} key`)
  return key
}

/** Like {@link lazyPrivateKey}, but an imported key may be an RSA key: a keyring may contain both. */
export function lazyPublicKey(input: Sm2PublicKeyInput): PublicKey {
  return lazyKey(sm2, aPublicKey, input)
}
