import { provider } from '#provider'
import { AuthError } from '../errors.ts'
import type { KeySuite } from '../keys/key-suite.ts'
import type { Keyring } from '../keys/keyring.ts'
import type { PrivateKey, PublicKey } from '../keys/lazy-key.ts'
import type { MaybePromise, RuntimeKey } from '../provider/provider.ts'

/** A sensitive field, encrypted, and the serial of the key that did it: neither means anything without the other. */
export interface EncryptedField {
  /** Base64. */
  readonly ciphertext: string
  /** What the request must name in `Wechatpay-Serial`. */
  readonly serialNo: string
}

/** How sensitive fields are encrypted with the keys of one suite. */
export interface FieldCipher<Ciphertext> {
  readonly suite: KeySuite['name']
  /** In messages. */
  readonly name: string
  /** Of plaintext, in bytes. */
  readonly maxBytes: number
  /** What a ciphertext is, in messages. */
  readonly form: string
  /** A ciphertext of that form, or `undefined`. */
  readonly read: (bytes: Uint8Array) => Ciphertext | undefined
  readonly use: (key: PrivateKey | PublicKey) => MaybePromise<RuntimeKey>
  readonly encrypt: (key: RuntimeKey, plaintext: Uint8Array) => MaybePromise<Uint8Array>
  /** @throws whatever, where it does not open */
  readonly decrypt: (key: RuntimeKey, ciphertext: Ciphertext) => MaybePromise<Uint8Array>
}

/**
 * Encrypts a field with the key that the keyring prefers.
 *
 * @throws {AuthError} `AUTH_FIELD_TOO_LONG`, `AUTH_FIELD_INVALID`, `AUTH_SERIAL_UNKNOWN`, `AUTH_KEY_UNSUPPORTED`, and
 *   what the first use of a key throws
 */
export async function encryptWith<Ciphertext>(
  cipher: FieldCipher<Ciphertext>,
  keyring: Keyring,
  plaintext: string,
): Promise<EncryptedField> {
  // A lone surrogate has no UTF-8: it would arrive as another character.
  if (typeof plaintext !== 'string' || /\p{Surrogate}/u.test(plaintext)) {
    throw new AuthError('AUTH_FIELD_INVALID', 'A sensitive field must be text, with whole characters only.')
  }
  const bytes = new TextEncoder().encode(plaintext)
  if (bytes.length > cipher.maxBytes) {
    throw new AuthError(
      'AUTH_FIELD_TOO_LONG',
      `The sensitive field has ${bytes.length} bytes of UTF-8; ${cipher.name} encrypts at most ${cipher.maxBytes}.`,
    )
  }
  const serialNo = keyring.preferred ?? (await keyring.encryptionSerial?.())
  const key = serialNo === undefined ? undefined : await keyring.find(serialNo)
  if (serialNo === undefined || !key) {
    throw new AuthError(
      'AUTH_SERIAL_UNKNOWN',
      `The keyring prefers no key to encrypt with; known are ${keyring.serials().join(', ') || 'none'}. Name one: createKeyring(keys, { preferred }).`,
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
      `An encrypted field is Base64 of ${cipher.form}; found ${bytes ? `${bytes.length} bytes` : 'something else'}.`,
    )
  }
  const runtimeKey = await useOf(cipher, key)
  try {
    const plaintext = await cipher.decrypt(runtimeKey, ciphertext)
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext)
  } catch {
    // No cause: one answer to all that fails, and nothing of the plaintext in it.
    throw new AuthError(
      'AUTH_DECRYPT_FAILED',
      `The field was not encrypted for this private key, or not with ${cipher.name}, or was altered.`,
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
    `Found an ${key.suite().name} key; ${cipher.name} takes ${cipher.suite} keys.`,
  )
}
