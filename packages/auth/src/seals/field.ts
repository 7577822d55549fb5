import * as provider from '#provider'
import { AuthError, invalidOption, kindOf } from '../errors.ts'
import type { KeySuite } from '../keys/key-suite.ts'
import type { Keyring } from '../keys/keyring.ts'
import type { PrivateKey, PublicKey } from '../keys/lazy-key.ts'
import type { MaybePromise, RuntimeKey } from '../provider/provider.ts'

/** An encrypted sensitive field with the serial of the key that encrypted it. Neither is of use without the other. */
export interface EncryptedField {
  /** Base64. */
  readonly ciphertext: string
  /** The request must send it in `Wechatpay-Serial`. */
  readonly serialNo: string
}

/** Encrypts sensitive fields with the keys of one suite. */
export interface FieldCipher<Ciphertext> {
  readonly suite: KeySuite['name']
  /** For error messages. */
  readonly name: string
  /** The longest plaintext, in bytes. */
  readonly maxBytes: number
  /** What a ciphertext looks like, for error messages. */
  readonly form: string
  /** The ciphertext; `undefined` if it does not have the form. */
  readonly read: (bytes: Uint8Array) => Ciphertext | undefined
  readonly use: (key: PrivateKey | PublicKey) => MaybePromise<RuntimeKey>
  readonly encrypt: (key: RuntimeKey, plaintext: Uint8Array) => MaybePromise<Uint8Array>
  /** @throws if the ciphertext does not decrypt */
  readonly decrypt: (key: RuntimeKey, ciphertext: Ciphertext) => MaybePromise<Uint8Array>
}

/**
 * Encrypts a field with the keyring's preferred key.
 *
 * @throws {AuthError} `AUTH_FIELD_TOO_LONG`, `AUTH_FIELD_INVALID`, `AUTH_SERIAL_UNKNOWN`, `AUTH_KEY_UNSUPPORTED`, and
 *   what the first use of a key throws
 */
export async function encryptWith<Ciphertext>(
  cipher: FieldCipher<Ciphertext>,
  keyring: Keyring,
  plaintext: string,
): Promise<EncryptedField> {
  // UTF-8 cannot encode a lone surrogate: another character would arrive.
  if (typeof plaintext !== 'string' || /\p{Surrogate}/u.test(plaintext)) {
    throw new AuthError('AUTH_FIELD_INVALID', 'A sensitive field must be a string without lone surrogates.')
  }
  const bytes = new TextEncoder().encode(plaintext)
  if (bytes.length > cipher.maxBytes) {
    throw new AuthError(
      'AUTH_FIELD_TOO_LONG',
      `The sensitive field is ${bytes.length} bytes of UTF-8; ${cipher.name} encrypts at most ${cipher.maxBytes}.`,
    )
  }
  if (typeof keyring?.find !== 'function' || typeof keyring.serials !== 'function') {
    throw invalidOption(
      `keyring must come from createKeyring or be verifier.keyring; found ${kindOf(keyring)}.`,
    )
  }
  const serialNo = keyring.preferred ?? (await keyring.encryptionSerial?.())
  const key = serialNo === undefined ? undefined : await keyring.find(serialNo)
  if (serialNo === undefined || !key) {
    throw new AuthError(
      'AUTH_SERIAL_UNKNOWN',
      `The keyring has no preferred key to encrypt with; known serials: ${keyring.serials().join(', ') || 'none'}. Choose one: createKeyring(keys, { preferred }).`,
    )
  }
  const ciphertext = await cipher.encrypt(await useOf(cipher, key), bytes)
  return { ciphertext: provider.toBase64(ciphertext), serialNo }
}

/**
 * Decrypts a field.
 *
 * @throws {AuthError} `AUTH_FIELD_INVALID`, `AUTH_DECRYPT_FAILED`, `AUTH_KEY_UNSUPPORTED`, and what the first use of a
 *   key throws
 */
export async function decryptWith<Ciphertext>(
  cipher: FieldCipher<Ciphertext>,
  key: PrivateKey,
  text: string,
): Promise<string> {
  const bytes = typeof text === 'string' ? provider.fromBase64(text) : undefined
  const ciphertext = bytes && cipher.read(bytes)
  if (!ciphertext) {
    throw new AuthError(
      'AUTH_FIELD_INVALID',
      `An encrypted field must be the Base64 of ${cipher.form}; found ${bytes ? `${bytes.length} bytes` : 'something else'}.`,
    )
  }
  const runtimeKey = await useOf(cipher, key)
  try {
    const plaintext = await cipher.decrypt(runtimeKey, ciphertext)
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext)
  } catch {
    // No cause: every failure looks the same, and nothing of the plaintext leaks.
    throw new AuthError(
      'AUTH_DECRYPT_FAILED',
      `The field does not decrypt: it was encrypted for another key, not with ${cipher.name}, or altered.`,
    )
  }
}

function useOf<Ciphertext>(
  cipher: FieldCipher<Ciphertext>,
  key: PrivateKey | PublicKey,
): MaybePromise<RuntimeKey> {
  if (key.suite().name === cipher.suite) return cipher.use(key)
  throw new AuthError(
    'AUTH_KEY_UNSUPPORTED',
    `Found an ${key.suite().name} key; ${cipher.name} needs an ${cipher.suite} key.`,
  )
}
