import { createSigner, type Signer } from '@wxdp/auth'
import { lazyPrivateKey, type Sm2PrivateKeyInput } from '../keys/keys.ts'

/** Who signs. WeChat Pay documents no SM2 scheme for brands. */
export interface Sm2SignerOptions {
  /** The merchant or service provider (商户号, 服务商商户号). */
  readonly mchid: string
  /** The serial of the API certificate that belongs to `privateKey`: 40 hexadecimal digits. */
  readonly serialNo: string
  /** The SM2 private key of that certificate. It is imported once, on first use. */
  readonly privateKey: Sm2PrivateKeyInput
  /** Unix time in milliseconds, read for each signature. Default `Date.now`. */
  readonly now?: () => number
  /** Returns a new nonce for each call: at most 128 visible ASCII characters. Default: 32 random hexadecimal digits. */
  readonly nonce?: () => string
}

/**
 * Creates a signer for WECHATPAY2-SM2-WITH-SM3: SM2 with SM3, user id `1234567812345678`. It is a `Signer` of
 * `@wxdp/auth`, so it works everywhere that one does.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID` if an option is missing or of the wrong type
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 *
 * @example
 * import { createSm2Signer } from '@wxdp/auth-sm'
 *
 * const signer = createSm2Signer({ mchid, serialNo, privateKey })
 * const authorization = await signer.authorize({ method: 'GET', target: '/v3/certificates' })
 */
export function createSm2Signer(options: Sm2SignerOptions): Signer {
  return createSigner({ ...options, privateKey: lazyPrivateKey(options?.privateKey) })
}
