import type { ApiV3KeyInput } from '@wxdp/auth'
import {
  type Authorization,
  type AuthorizationCheck as AuthorizationCheckOf,
  type SealedResource,
  type SealOptions,
  type SignatureHeaders,
  type SignMessageOptions as SignMessageOptionsOf,
  signMessage as signMessageOf,
  verifyAuthorization as verifyAuthorizationOf,
} from '@wxdp/auth/platform'
import { sealWith } from '@wxdp/auth/suite'
import { lazyPrivateKey, lazyPublicKey, type PrivateKeyInput, type PublicKeyInput } from './keys.ts'
import { sealer } from './sealed.ts'

/** What WeChat Pay signs with SM2, and as whom. */
export interface SignMessageOptions extends Omit<SignMessageOptionsOf, 'privateKey' | 'scheme'> {
  readonly privateKey: PrivateKeyInput
}

/** A request and its Authorization value, to be checked as WeChat Pay checks it. */
export interface AuthorizationCheck extends Omit<AuthorizationCheckOf, 'findKey'> {
  /** The SM2 public key (or certificate) of the caller, or `undefined` if it has none under that serial. */
  readonly findKey: (caller: {
    id: string
    serialNo: string
  }) => PublicKeyInput | undefined | Promise<PublicKeyInput | undefined>
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
export async function signMessage(options: SignMessageOptions): Promise<SignatureHeaders> {
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
export function verifyAuthorization(check: AuthorizationCheck): Promise<Authorization> {
  return verifyAuthorizationOf({
    ...check,
    async findKey(caller) {
      const key = await check.findKey(caller)
      return key && lazyPublicKey(key)
    },
  })
}

/**
 * Seals a resource with SM4-GCM as WeChat Pay does, for tests.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 */
export function seal(
  apiV3Key: ApiV3KeyInput,
  plaintext: Uint8Array,
  options: SealOptions = {},
): Promise<SealedResource> {
  return sealWith(sealer, { apiV3Key, plaintext, ...options })
}
