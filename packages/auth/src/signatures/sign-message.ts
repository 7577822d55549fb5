import { provider } from '#provider'
import { platformSerial } from '../encoding/serial.ts'
import { lazyPrivateKey, type PrivateKeyInput } from '../keys/keys.ts'
import { type AuthorizationScheme, schemes } from '../keys/schemes.ts'
import { answerMessage, requireBytes } from './message.ts'
import { randomNonce } from './signer.ts'

/** What WeChat Pay signs, and as whom. */
export interface SignMessageOptions {
  readonly body: Uint8Array
  /** `PUB_KEY_ID_…` or a platform certificate's serial. */
  readonly serialNo: string
  readonly privateKey: PrivateKeyInput
  /** Default `WECHATPAY2-SHA256-RSA2048`. */
  readonly scheme?: AuthorizationScheme
  /** Unix seconds. Default: now. */
  readonly timestamp?: number
  /** Default: random. */
  readonly nonce?: string
}

/** The five headers that WeChat Pay puts on an answer or a callback. */
export interface SignatureHeaders {
  readonly 'Wechatpay-Serial': string
  readonly 'Wechatpay-Signature': string
  readonly 'Wechatpay-Signature-Type': AuthorizationScheme
  readonly 'Wechatpay-Timestamp': string
  readonly 'Wechatpay-Nonce': string
}

/**
 * Signs an answer or a callback as WeChat Pay does. For sandboxes and tests: it needs the platform's private
 * key, which only your own sandbox has.
 *
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_MESSAGE_INVALID`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4013059017}
 *
 * @example
 * const headers = await signMessage({ serialNo, privateKey, body: new TextEncoder().encode('{}') })
 */
export async function signMessage(options: SignMessageOptions): Promise<SignatureHeaders> {
  const { timestamp = Math.floor(Date.now() / 1000), nonce = randomNonce() } = options
  const serialNo = platformSerial(options.serialNo)
  const key = lazyPrivateKey(options.privateKey)
  const { scheme = schemes[key.suite().name].mchid } = options
  const message = answerMessage(String(timestamp), nonce, requireBytes(options.body))
  return {
    'Wechatpay-Serial': serialNo,
    'Wechatpay-Signature': provider.toBase64(await key.suite().sign(await key.use(), message)),
    'Wechatpay-Signature-Type': scheme,
    'Wechatpay-Timestamp': String(timestamp),
    'Wechatpay-Nonce': nonce,
  }
}
