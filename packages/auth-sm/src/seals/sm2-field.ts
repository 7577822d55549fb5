import { AuthError, type EncryptedField, type Keyring } from '@wxdp/auth'
import { decryptWith, encryptWith, type FieldCipher } from '@wxdp/auth/suite'
import { lazyPrivateKey, type Sm2PrivateKeyInput } from '../keys/keys.ts'
import type { Secret } from '../keys/sm2.ts'
import { readCiphertext, writeCiphertext } from '../primitives/der.ts'
import { type Ciphertext, decrypt, encrypt, type Point } from '../primitives/primitives.ts'

const cipher: FieldCipher<Ciphertext> = {
  suite: 'SM2',
  name: 'SM2 (C1C3C2, ASN.1)',
  maxBytes: 32_768,
  form: 'the DER of SM2 (C1C3C2)',
  read: readCiphertext,
  use: (key) => key.use(),
  encrypt(key, plaintext) {
    if (plaintext.length === 0) {
      throw new AuthError('AUTH_FIELD_INVALID', 'SM2 cannot encrypt an empty string. Omit the field.')
    }
    return writeCiphertext(encrypt(key as Point, plaintext))
  },
  decrypt(key, ciphertext) {
    const plaintext = decrypt((key as Secret).scalar, ciphertext)
    if (!plaintext) throw new Error('Another key, or altered')
    return plaintext
  },
}

/**
 * Encrypts a sensitive field (敏感信息加密) with SM2: C1C3C2 in ASN.1 (GB/T 35276).
 *
 * It uses the keyring's preferred key. Pass the result to the endpoint's input unchanged: `client.call` sends its
 * ciphertext, and its serial in `Wechatpay-Serial`.
 *
 * @param plaintext 1 to 32768 bytes of UTF-8. WeChat Pay documents no limit.
 * @throws {AuthError} `AUTH_FIELD_TOO_LONG`, `AUTH_FIELD_INVALID`, `AUTH_SERIAL_UNKNOWN` if the keyring has no preferred
 *   key, `AUTH_KEY_UNSUPPORTED` if that key is not SM2, and the errors of a key's first use
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082628}
 *
 * @example
 * import { encryptSm2Field } from '@wxdp/auth-sm'
 *
 * const { ciphertext, serialNo } = await encryptSm2Field(verifier.keyring, '张三')
 */
export function encryptSm2Field(keyring: Keyring, plaintext: string): Promise<EncryptedField> {
  return encryptWith(cipher, keyring, plaintext)
}

/**
 * Decrypts a sensitive field (敏感信息解密) of a response. WeChat Pay encrypts it for the merchant's certificate.
 *
 * @param privateKey The private key of that certificate.
 * @param ciphertext Base64.
 * @throws {AuthError} `AUTH_FIELD_INVALID`, `AUTH_DECRYPT_FAILED`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`,
 *   `AUTH_KEY_UNSUPPORTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082628}
 *
 * @example
 * import { decryptSm2Field } from '@wxdp/auth-sm'
 *
 * const name = await decryptSm2Field(privateKey, ciphertext)
 */
export async function decryptSm2Field(privateKey: Sm2PrivateKeyInput, ciphertext: string): Promise<string> {
  return decryptWith(cipher, lazyPrivateKey(privateKey), ciphertext)
}
