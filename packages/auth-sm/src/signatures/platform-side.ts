import {
  type Authorization,
  type AuthorizationCheck as AuthorizationCheckOf,
  type SignatureHeaders,
  type SignMessageOptions as SignMessageOptionsOf,
  signMessage as signMessageOf,
  verifyAuthorization as verifyAuthorizationOf,
} from '@wxdp/auth/platform'
import {
  lazyPrivateKey,
  lazyPublicKey,
  type Sm2PrivateKeyInput,
  type Sm2PublicKeyInput,
} from '../keys/keys.ts'

/** What WeChat Pay signs with SM2, and as whom. */
export interface SignSm2MessageOptions extends Omit<SignMessageOptionsOf, 'privateKey' | 'scheme'> {
  readonly privateKey: Sm2PrivateKeyInput
}

/** A request and its Authorization value, to be checked as WeChat Pay checks it. */
export interface Sm2AuthorizationCheck extends Omit<AuthorizationCheckOf, 'findKey'> {
  /** The SM2 public key (or certificate) of the caller, or `undefined` if it has none under that serial. */
  readonly findKey: (caller: {
    id: string
    serialNo: string
  }) => Sm2PublicKeyInput | undefined | Promise<Sm2PublicKeyInput | undefined>
}

/**
 * Signs an answer or a callback with SM2 as WeChat Pay does, for tests.
 *
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_MESSAGE_INVALID`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`,
 *   `AUTH_KEY_UNSUPPORTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 *
 * @example
 * import { signMessage } from '@wxdp/auth-sm/platform'
 *
 * const headers = await signMessage({ serialNo, privateKey, body: new TextEncoder().encode('{}') })
 */
export async function signSm2Message(options: SignSm2MessageOptions): Promise<SignatureHeaders> {
  return signMessageOf({ ...options, privateKey: lazyPrivateKey(options.privateKey) })
}

/**
 * Checks a request as WeChat Pay does: form, clock (300 s either way), serial, scheme, signature.
 *
 * @returns Who signed.
 * @throws {AuthError} `AUTH_AUTHORIZATION_INVALID`, `AUTH_TIMESTAMP_INVALID`, `AUTH_TIMESTAMP_EXPIRED`,
 *   `AUTH_SERIAL_UNKNOWN`, `AUTH_SIGNATURE_INVALID`, `AUTH_MESSAGE_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 */
export function verifySm2Authorization(check: Sm2AuthorizationCheck): Promise<Authorization> {
  return verifyAuthorizationOf({
    ...check,
    async findKey(caller) {
      const key = await check.findKey(caller)
      return key && lazyPublicKey(key)
    },
  })
}
