import * as provider from '#provider'
import type { Bytes } from '../encoding/bytes.ts'
import { platformSerial } from '../encoding/serial.ts'
import { lazyPrivateKey, type PrivateKeyInput } from '../keys/keys.ts'
import { type AuthorizationScheme, schemes } from '../keys/schemes.ts'
import { requireBytes, responseMessage } from './message.ts'
import { randomNonce } from './signer.ts'

/** A response or callback to sign the way WeChat Pay does. */
export interface SignMessageOptions {
  readonly body: Bytes
  /** `PUB_KEY_ID_…`, or the serial of a platform certificate. */
  readonly serialNo: string
  readonly privateKey: PrivateKeyInput
  /** Default: the scheme of the key's suite for `mchid`, such as `WECHATPAY2-SHA256-RSA2048`. */
  readonly scheme?: AuthorizationScheme
  /** Unix seconds. Default: now. */
  readonly timestamp?: number
  /** Default: random. */
  readonly nonce?: string
}

/** The five signature headers of a response or callback. */
export interface SignatureHeaders {
  readonly 'Wechatpay-Serial': string
  readonly 'Wechatpay-Signature': string
  readonly 'Wechatpay-Signature-Type': AuthorizationScheme
  readonly 'Wechatpay-Timestamp': string
  readonly 'Wechatpay-Nonce': string
}

/**
 * Signs a response or callback the way WeChat Pay does. For sandboxes and tests, which have a platform private key of
 * their own.
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
  const message = responseMessage(String(timestamp), nonce, requireBytes(options.body))
  return {
    'Wechatpay-Serial': serialNo,
    'Wechatpay-Signature': provider.toBase64(await key.suite().sign(await key.use(), message)),
    'Wechatpay-Signature-Type': scheme,
    'Wechatpay-Timestamp': String(timestamp),
    'Wechatpay-Nonce': nonce,
  }
}
