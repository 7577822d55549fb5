import { oaep } from '#provider'
import { AuthError } from '../errors.ts'
import type { Keyring } from '../keys/keyring.ts'
import { lazyPrivateKey, type PrivateKey, type PrivateKeyInput, type PublicKey } from '../keys/keys.ts'
import type { RsaSource, RuntimeKey } from '../provider/provider.ts'
import { decryptWith, type EncryptedField, encryptWith, type FieldCipher } from './field.ts'

// All samples of the documentation use SHA-1. One page (4016913182) contradicts them and recommends SHA-256.
const rsaOaep: FieldCipher<Uint8Array> = {
  suite: 'RSA',
  name: 'RSA-OAEP with SHA-1',
  // 256 bytes, minus two hashes of 20 bytes, minus 2 (RFC 8017, 7.1.1).
  maxBytes: 214,
  form: '256 bytes',
  read: (bytes) => (bytes.length === 256 ? bytes : undefined),
  use: toOaep,
  encrypt: (key, plaintext) => oaep.encrypt(key, plaintext),
  decrypt: (key, ciphertext) => oaep.decrypt(key, ciphertext),
}

/**
 * Encrypts a sensitive field (敏感信息加密) for WeChat Pay: RSAES-OAEP with SHA-1 and MGF1.
 *
 * It uses the keyring's preferred key; of downloaded certificates, the newest. Pass the result to the endpoint's input
 * unchanged: `client.call` sends its ciphertext, and its serial in `Wechatpay-Serial`.
 *
 * @param plaintext At most 214 bytes of UTF-8.
 * @throws {AuthError} `AUTH_FIELD_TOO_LONG`, `AUTH_FIELD_INVALID`, `AUTH_SERIAL_UNKNOWN` if the keyring has no preferred
 *   key, `AUTH_KEY_UNSUPPORTED` if that key is not RSA, and the errors of a key's first use
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059053}
 *
 * @example
 * import { encryptField } from '@wxdp/auth'
 *
 * const encrypted = await encryptField(verifier.keyring, 'hello')
 * await client.call(echo, { echo_message: 'hello', encrypted_echo_message: encrypted })
 */
export function encryptField(keyring: Keyring, plaintext: string): Promise<EncryptedField> {
  return encryptWith(rsaOaep, keyring, plaintext)
}

/**
 * Decrypts a sensitive field (敏感信息解密) of a response. WeChat Pay encrypts it for the merchant's certificate.
 *
 * @param privateKey The private key of that certificate. For many fields, import it once: {@link importPrivateKey}.
 * @param ciphertext Base64.
 * @throws {AuthError} `AUTH_FIELD_INVALID`, `AUTH_DECRYPT_FAILED`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`,
 *   `AUTH_KEY_UNSUPPORTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059053}
 *
 * @example
 * const name = await decryptField(privateKey, ciphertext)
 */
export async function decryptField(privateKey: PrivateKeyInput, ciphertext: string): Promise<string> {
  return decryptWith(rsaOaep, lazyPrivateKey(privateKey), ciphertext)
}

/** Imports the key for signatures first, which checks its length. */
async function toOaep(key: PrivateKey | PublicKey): Promise<RuntimeKey> {
  const used = await key.use()
  const source = key.source() as RsaSource
  if (source.form === 'cryptoKey' && !source.key.extractable) {
    throw new AuthError(
      'AUTH_KEY_UNSUPPORTED',
      'Found a CryptoKey that is not extractable. It can only sign or verify: pass the key as PEM.',
    )
  }
  return oaep.use(key.role, source, used)
}
