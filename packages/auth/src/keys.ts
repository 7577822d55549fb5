import { provider } from '#provider'
import { AuthError } from './errors.ts'
import { type KeyInput, readKey } from './key-input.ts'
import type { KeyRole, KeySource, MaybePromise, RuntimeKey } from './provider.ts'

/** A private key, ready to sign. Logging or serialising it shows nothing of the key. */
export interface PrivateKey {
  readonly role: 'private'
  /** @internal */
  readonly use: () => unknown
  /** @internal */
  readonly source: () => unknown
}

/** A public key, ready to verify. */
export interface PublicKey {
  readonly role: 'public'
  /** @internal */
  readonly use: () => unknown
  /** @internal */
  readonly source: () => unknown
}

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

/** The role is checked now, the import happens on first use: module scope in a worker allows no cryptography. */
export function lazyPrivateKey(input: PrivateKeyInput): PrivateKey {
  return isHandle(input, 'private') ? input : handleOf('private', input)
}

/** See {@link lazyPrivateKey}. */
export function lazyPublicKey(input: PublicKeyInput): PublicKey {
  return isHandle(input, 'public') ? input : handleOf('public', input)
}

function isHandle<R extends KeyRole>(
  input: KeyInput | PrivateKey | PublicKey,
  role: R,
): input is Extract<PrivateKey | PublicKey, { role: R }> {
  if (typeof input !== 'object' || input === null || !('use' in input && 'role' in input)) return false
  if (input.role === role) return true
  throw new AuthError('AUTH_KEY_ROLE', `Found a ${String(input.role)} key where a ${role} key is wanted.`)
}

/** Everything behind functions: what logs or serialises a handle does not call them. */
function handleOf<R extends KeyRole>(
  role: R,
  input: KeyInput | PrivateKey | PublicKey,
): { role: R; use: () => MaybePromise<RuntimeKey>; source: () => KeySource } {
  const source = readKey(role, input as KeyInput)
  let imported: MaybePromise<RuntimeKey> | undefined
  const use = (): MaybePromise<RuntimeKey> => {
    if (imported === undefined) {
      imported = importKey(role, source).then((key) => {
        // From now on without a promise: on Node that saves a turn of the queue a call.
        imported = key
        return key
      })
    }
    return imported
  }
  return { role, use, source: () => source }
}

async function importKey(role: KeyRole, source: KeySource): Promise<RuntimeKey> {
  let imported: { key: RuntimeKey; bits: number | undefined }
  try {
    imported = await provider.importKey(role, source)
  } catch (cause) {
    throw new AuthError('AUTH_KEY_INVALID', `This ${role} key cannot be read: its contents are damaged.`, {
      cause,
    })
  }
  if (imported.bits !== 2048) {
    throw new AuthError(
      'AUTH_KEY_UNSUPPORTED',
      `Found an RSA key of ${imported.bits} bits; WeChat Pay's keys have 2048.`,
    )
  }
  return imported.key
}
