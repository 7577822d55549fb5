import { type AuthorizationCheck, type ParsedAuthorization, verifyAuthorization } from '@wxdp/auth/platform'
import { lazyPublicKey, type Sm2PublicKeyInput } from '../keys/keys.ts'

/** A request with its Authorization value, to be checked the way WeChat Pay checks it. */
export interface Sm2AuthorizationCheck extends Omit<AuthorizationCheck, 'findKey'> {
  /** Finds the caller's SM2 public key or certificate; `undefined` if the caller has none under that serial. */
  readonly findKey: (caller: {
    id: string
    serialNo: string
  }) => Sm2PublicKeyInput | undefined | Promise<Sm2PublicKeyInput | undefined>
}

/**
 * Checks a request the way WeChat Pay does: form, timestamp (at most 300 s off), serial, scheme, signature.
 *
 * @returns Who signed.
 * @throws {AuthError} `AUTH_AUTHORIZATION_INVALID`, `AUTH_TIMESTAMP_INVALID`, `AUTH_TIMESTAMP_EXPIRED`,
 *   `AUTH_SERIAL_UNKNOWN`, `AUTH_SIGNATURE_INVALID`, `AUTH_MESSAGE_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 */
export function verifySm2Authorization(check: Sm2AuthorizationCheck): Promise<ParsedAuthorization> {
  return verifyAuthorization({
    ...check,
    async findKey(caller) {
      const key = await check.findKey(caller)
      return key && lazyPublicKey(key)
    },
  })
}
