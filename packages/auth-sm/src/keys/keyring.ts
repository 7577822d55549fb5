import { createKeyring, type Keyring, type KeyringOptions } from '@wxdp/auth'
import { kindOf } from '@wxdp/auth/suite'
import { lazyPublicKey, type Sm2PublicKeyInput } from './keys.ts'

/**
 * WeChat Pay's SM2 keys by serial. The map may also contain RSA keys from `importPublicKey` of `@wxdp/auth`: the key
 * under a message's serial determines the algorithm, not what the message says about itself.
 */
export type Sm2KeyMap = Readonly<Record<string, Sm2PublicKeyInput>>

/**
 * Creates a keyring of SM2 keys, for `keys` of `createVerifier` of `@wxdp/auth` and for `encryptSm2Field`.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID` if an option is missing or of the wrong type
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_SERIAL_MISMATCH`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`,
 *   `AUTH_KEY_UNSUPPORTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 *
 * @example
 * import { createVerifier } from '@wxdp/auth'
 * import { createSm2Keyring } from '@wxdp/auth-sm'
 *
 * const verifier = createVerifier({ keys: createSm2Keyring({ [platformSerial]: platformPublicKey }) })
 * const { body } = await verifier.verify({ headers: response.headers, body: rawBytes })
 */
export function createSm2Keyring(keys: Sm2KeyMap, options: KeyringOptions = {}): Keyring {
  // createKeyring rejects what is not a map.
  if (kindOf(keys) !== 'an object') return createKeyring(keys, options)
  const imported = Object.entries(keys).map(([serialNo, key]) => [serialNo, lazyPublicKey(key)])
  return createKeyring(Object.fromEntries(imported), options)
}
