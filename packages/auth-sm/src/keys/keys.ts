import type { PrivateKey, PublicKey } from '@wxdp/auth'
import { lazyKey } from '@wxdp/auth/suite'
import { notSm2, type Sm2KeyInput } from './key-input.ts'
import { sm2 } from './sm2.ts'

/** A key that is used as given if imported already, or imported on first use. */
export type Sm2PrivateKeyInput = Sm2KeyInput | PrivateKey
/** A key that is used as given if imported already, of either package, or imported on first use. */
export type Sm2PublicKeyInput = Sm2KeyInput | PublicKey

/**
 * Imports an SM2 private key and fails at once if it cannot sign for WeChat Pay.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 *
 * @example
 * import { importPrivateKey } from '@wxdp/auth-sm'
 *
 * const key = await importPrivateKey(privateKey)
 */
export async function importSm2PrivateKey(input: Sm2KeyInput): Promise<PrivateKey> {
  const key = lazyPrivateKey(input)
  await key.use()
  return key
}

/**
 * Imports an SM2 public key, from a key or an X.509 certificate, and fails at once if it cannot verify for WeChat
 * Pay.
 *
 * @throws {AuthError} `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 *
 * @example
 * import { importPublicKey } from '@wxdp/auth-sm'
 *
 * const key = await importPublicKey(platformPublicKey)
 */
export async function importSm2PublicKey(input: Sm2KeyInput): Promise<PublicKey> {
  const key = lazyKey(sm2, 'public', input)
  await key.use()
  return key
}

/** The role and the curve are checked now, the import happens on first use. An imported key must be SM2's. */
export function lazyPrivateKey(input: Sm2PrivateKeyInput): PrivateKey {
  const key = lazyKey(sm2, 'private', input)
  if (key.suite() !== sm2) throw notSm2(`an ${key.suite().name} key`)
  return key
}

/** See {@link lazyPrivateKey}; but an imported key may be RSA's, beside others in a keyring. */
export function lazyPublicKey(input: Sm2PublicKeyInput): PublicKey {
  return lazyKey(sm2, 'public', input)
}
