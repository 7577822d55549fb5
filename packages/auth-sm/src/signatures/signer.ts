import { createSigner as createSignerOf, type Signer } from '@wxdp/auth'
import { lazyPrivateKey, type Sm2PrivateKeyInput } from '../keys/keys.ts'

/** Who signs. A brand cannot: no page documents a scheme for it. */
export interface Sm2SignerOptions {
  /** The merchant or service provider (商户号, 服务商商户号). */
  readonly mchid: string
  /** Serial of the API certificate that belongs to `privateKey`: 40 hexadecimal digits. */
  readonly serialNo: string
  /** The certificate's private key, of the curve SM2. Imported once, on first use. */
  readonly privateKey: Sm2PrivateKeyInput
  /** Milliseconds since 1970; asked at each signature. Default `Date.now`. */
  readonly now?: () => number
  /** A fresh nonce a call, at most 128 visible ASCII characters. Default: 16 random bytes as 32 hexadecimal digits. */
  readonly nonce?: () => string
}

/**
 * Makes a signer under WECHATPAY2-SM2-WITH-SM3: SM2 with SM3, user id `1234567812345678`. It is a `Signer` of
 * `@wxdp/auth` and goes wherever one goes.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID`, when an option is missing or of the wrong kind
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 *
 * @example
 * import { createSigner } from '@wxdp/auth-sm'
 *
 * const signer = createSigner({ mchid, serialNo, privateKey })
 * const authorization = await signer.authorize({ method: 'GET', target: '/v3/certificates' })
 */
export function createSm2Signer(options: Sm2SignerOptions): Signer {
  return createSignerOf({ ...options, privateKey: lazyPrivateKey(options.privateKey) })
}
