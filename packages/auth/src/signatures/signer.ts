import * as provider from '#provider'
import { merchantSerial } from '../encoding/serial.ts'
import { invalidOption, requireFunctions } from '../errors.ts'
import { lazyPrivateKey, type PrivateKeyInput, type PublicKey } from '../keys/keys.ts'
import { type AuthorizationScheme, type Caller, schemes } from '../keys/schemes.ts'
import type { KeySource } from '../provider/provider.ts'
import { requestMessage, type SignableRequest } from './message.ts'

/** Who signs: exactly one of `mchid` and `brandId`. */
export type SignerOptions = SignerIdentity & {
  /** The serial of the API certificate that belongs to `privateKey`: 40 hexadecimal digits. */
  readonly serialNo: string
  /** The private key of that certificate (apiclient_key.pem). It is imported once, on first use. */
  readonly privateKey: PrivateKeyInput
  /** Unix time in milliseconds, read for each signature. Default `Date.now`. */
  readonly now?: () => number
  /** Returns a new nonce for each call: at most 128 visible ASCII characters. Default: 32 random hexadecimal digits. */
  readonly nonce?: () => string
}

/** The merchant or service provider (`mchid`, 服务商商户号), or the brand (`brandId`, 品牌 ID). */
export type SignerIdentity =
  | { readonly mchid: string; readonly brandId?: never }
  | { readonly brandId: string; readonly mchid?: never }

/** Signs requests for one merchant, service provider or brand. */
export interface Signer {
  /** Who signs: `mchid` (merchant or service provider) or `brand_id` (brand). Endpoints name their caller the same way. */
  readonly caller: 'mchid' | 'brand_id'
  readonly scheme: AuthorizationScheme
  /** The mchid or brand_id. */
  readonly id: string
  /** The serial of the API certificate, upper case. */
  readonly serialNo: string
  /**
   * Signs one request and returns the value of its Authorization header.
   *
   * Sign every attempt again: WeChat Pay rejects a timestamp that is more than five minutes off.
   *
   * @throws {AuthError} `AUTH_MESSAGE_INVALID`; on first use `AUTH_KEY_INVALID`, `AUTH_KEY_UNSUPPORTED`
   */
  authorize(request: SignableRequest): Promise<string>
  /**
   * Whether a public key belongs to this signer's own private key. WeChat Pay's keys never do: a verifier that holds
   * such a key was given the merchant's own public key by mistake.
   *
   * A signer may lack it. It compares the numbers of the keys, without any cryptography. A key given as `CryptoKey`
   * does not show its numbers synchronously: the result is then `false`.
   */
  isOwn?(publicKey: PublicKey): boolean
}

const idForm = /^[0-9A-Za-z]{1,32}$/

/**
 * Creates a signer. The identity determines the scheme: WECHATPAY2-SHA256-RSA2048 for `mchid`,
 * WECHATPAY-BRAND-SHA256-RSA2048 for `brandId`.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID` if an option is missing or of the wrong type
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`, `AUTH_KEY_UNSUPPORTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012365870}
 *
 * @example
 * const signer = createSigner({ mchid, serialNo, privateKey })
 * const authorization = await signer.authorize({ method: 'GET', target: '/v3/certificates' })
 */
export function createSigner(options: SignerOptions): Signer {
  const { mchid, brandId, now = Date.now, nonce = randomNonce, ...rest } = options ?? {}
  const caller: Caller = brandId === undefined ? 'mchid' : 'brand_id'
  const id = caller === 'mchid' ? mchid : brandId
  const privateKey = lazyPrivateKey(rest.privateKey)
  const suite = privateKey.suite()
  const scheme = schemes[suite.name][caller]
  const isOne = (mchid === undefined) !== (brandId === undefined)
  if (!isOne || typeof id !== 'string' || !idForm.test(id) || !scheme) {
    throw invalidOption(
      'Pass either mchid (merchant or service provider) or brandId (brand, only with RSA): 1 to 32 digits or letters.',
    )
  }
  requireFunctions({ now, nonce })
  const serialNo = merchantSerial(rest.serialNo)
  return {
    caller,
    scheme,
    id,
    serialNo,
    async authorize(request) {
      const timestamp = Math.floor(now() / 1000)
      const nonceStr = nonce()
      const message = requestMessage(request, timestamp, nonceStr)
      const signature = provider.toBase64(await suite.sign(await privateKey.use(), message))
      return `${scheme} ${caller}="${id}",nonce_str="${nonceStr}",signature="${signature}",timestamp="${timestamp}",serial_no="${serialNo}"`
    },
    isOwn(publicKey) {
      const [own, other] = [privateKey, publicKey].map((key) => (key.source() as KeySource).identity)
      return own !== undefined && own === other
    },
  }
}

/**
 * 32 upper-case hexadecimal digits, as the documentation recommends. 122 bits are random.
 *
 * Runtimes generate UUIDs in batches. On Node, generating random bytes for each nonce takes a tenth as long as signing.
 */
export function randomNonce(): string {
  return crypto.randomUUID().replaceAll('-', '').toUpperCase()
}
