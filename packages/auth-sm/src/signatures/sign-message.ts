import { type SignatureHeaders, type SignMessageOptions, signMessage } from '@wxdp/auth/platform'
import { lazyPrivateKey, type Sm2PrivateKeyInput } from '../keys/keys.ts'

/** A response or callback to sign with SM2 the way WeChat Pay does. */
export interface SignSm2MessageOptions extends Omit<SignMessageOptions, 'privateKey' | 'scheme'> {
  readonly privateKey: Sm2PrivateKeyInput
}

/**
 * Signs a response or callback with SM2 the way WeChat Pay does. For tests.
 *
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_MESSAGE_INVALID`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`,
 *   `AUTH_KEY_UNSUPPORTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 *
 * @example
 * import { signSm2Message } from '@wxdp/auth-sm/platform'
 *
 * const headers = await signSm2Message({ serialNo, privateKey, body: new TextEncoder().encode('{}') })
 */
export async function signSm2Message(options: SignSm2MessageOptions): Promise<SignatureHeaders> {
  return signMessage({ ...options, privateKey: lazyPrivateKey(options.privateKey) })
}
