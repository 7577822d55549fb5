import { decodeBase64, encodeBase64 } from './base64.ts'
import { AuthError } from './errors.ts'
import type { Keyring } from './keyring.ts'
import { lazyPrivateKey, type PrivateKey, type PrivateKeyInput, type PublicKey } from './keys.ts'
import type { KeySource } from './provider.ts'
import { importWebKey, type WebKeyUse } from './web-key.ts'

/** A sensitive field, encrypted, and the serial of the key that did it: neither means anything without the other. */
export interface EncryptedField {
  /** Base64. */
  readonly ciphertext: string
  /** What the request must name in `Wechatpay-Serial`. */
  readonly serialNo: string
}

/** What 2048 bits hold: 256 bytes less two hashes of 20 bytes and 2 (RFC 8017, 7.1.1). */
const maxPlaintext = 214
const ciphertextLength = 256
// The platform's samples are all SHA-1; one page (4016913182) advises SHA-256 against them.
const oaep = { name: 'RSA-OAEP', hash: 'SHA-1' } as const
const encryption: WebKeyUse = {
  alg: 'RSA-OAEP',
  algorithm: oaep,
  usage: { private: 'decrypt', public: 'encrypt' },
}

/**
 * Encrypts a sensitive field (敏感信息加密) for WeChat Pay: RSAES-OAEP with SHA-1 and MGF1.
 *
 * The key is the one that the keyring prefers; of downloaded certificates, the newest. Put the result into the endpoint's input as it is: `client.call`
 * sends its ciphertext, and its serial in `Wechatpay-Serial`.
 *
 * @param plaintext At most 214 bytes of UTF-8.
 * @throws {AuthError} `AUTH_FIELD_TOO_LONG`, `AUTH_FIELD_INVALID`, `AUTH_SERIAL_UNKNOWN`, when the keyring prefers
 *   no key, and what the first use of a key throws
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059053}
 *
 * @example
 * import { encryptField } from '@wxdp/auth'
 *
 * const encrypted = await encryptField(verifier.keyring, 'hello')
 * await client.call(echo, { echo_message: 'hello', encrypted_echo_message: encrypted })
 */
export async function encryptField(keyring: Keyring, plaintext: string): Promise<EncryptedField> {
  // A lone surrogate has no UTF-8: it would arrive as another character.
  if (typeof plaintext !== 'string' || /\p{Surrogate}/u.test(plaintext)) {
    throw new AuthError('AUTH_FIELD_INVALID', 'A sensitive field must be text, with whole characters only.')
  }
  const bytes = new TextEncoder().encode(plaintext)
  if (bytes.length > maxPlaintext) {
    throw new AuthError(
      'AUTH_FIELD_TOO_LONG',
      `The sensitive field has ${bytes.length} bytes of UTF-8; RSA-OAEP with 2048 bits encrypts at most ${maxPlaintext}.`,
    )
  }
  const serialNo = keyring.preferred ?? (await keyring.encryptionSerial?.())
  const key = serialNo === undefined ? undefined : await keyring.find(serialNo)
  if (serialNo === undefined || !key) {
    throw new AuthError(
      'AUTH_SERIAL_UNKNOWN',
      `The keyring prefers no key to encrypt with; known are ${keyring.serials().join(', ') || 'none'}. Name one: createVerifier({ keys, preferred }).`,
    )
  }
  const ciphertext = await crypto.subtle.encrypt(oaep, await importOaep(key), bytes)
  return { ciphertext: encodeBase64(new Uint8Array(ciphertext)), serialNo }
}

/**
 * Decrypts a sensitive field (敏感信息解密) of an answer: WeChat Pay encrypted it for the merchant's certificate.
 *
 * @param privateKey That certificate's key; imported once ({@link importPrivateKey}) for many fields.
 * @param ciphertext Base64.
 * @throws {AuthError} `AUTH_FIELD_INVALID`, `AUTH_DECRYPT_FAILED`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`,
 *   `AUTH_KEY_UNSUPPORTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059053}
 *
 * @example
 * const name = await decryptField(privateKey, ciphertext)
 */
export async function decryptField(privateKey: PrivateKeyInput, ciphertext: string): Promise<string> {
  const key = lazyPrivateKey(privateKey)
  const bytes = typeof ciphertext === 'string' ? decodeBase64(ciphertext) : undefined
  if (bytes?.length !== ciphertextLength) {
    throw new AuthError(
      'AUTH_FIELD_INVALID',
      `An encrypted field is Base64 of ${ciphertextLength} bytes; found ${bytes ? `${bytes.length} bytes` : 'something else'}.`,
    )
  }
  const cryptoKey = await importOaep(key)
  try {
    const plaintext = await crypto.subtle.decrypt(oaep, cryptoKey, bytes as BufferSource)
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext)
  } catch {
    // No cause: one answer to all that fails, and nothing of the plaintext in it.
    throw new AuthError(
      'AUTH_DECRYPT_FAILED',
      'The field was not encrypted for this private key, or not with RSA-OAEP and SHA-1, or was altered.',
    )
  }
}

/** A key works for one purpose in WebCrypto. It has served for signatures first, so it is known to be a good one. */
async function importOaep(key: PrivateKey | PublicKey): Promise<CryptoKey> {
  await key.use()
  const source = key.source() as KeySource
  if (source.form !== 'cryptoKey') return importWebKey(key.role, source, encryption)
  if (!source.key.extractable) {
    throw new AuthError(
      'AUTH_KEY_UNSUPPORTED',
      'Found a CryptoKey that may not be exported; it serves for signatures alone. Give the key as PEM.',
    )
  }
  const format = key.role === 'private' ? 'pkcs8' : 'spki'
  const der = new Uint8Array(await crypto.subtle.exportKey(format, source.key))
  return importWebKey(key.role, { form: 'der', der }, encryption)
}
