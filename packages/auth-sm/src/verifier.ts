import {
  createVerifier as createVerifierOf,
  type Keyring,
  type PublicKey,
  type Verifier,
  type VerifierOptions as VerifierOptionsOf,
} from '@wxdp/auth'
import { lazyPublicKey, type PublicKeyInput } from './keys.ts'

/**
 * WeChat Pay's keys by serial, of the curve SM2. One that `importPublicKey` of `@wxdp/auth` made may stand beside
 * them: a message is verified as the key under its serial wants it, whatever it says of itself.
 */
export type KeyMap = Readonly<Record<string, PublicKeyInput>>

export interface VerifierOptions extends Omit<VerifierOptionsOf, 'keys'> {
  /** WeChat Pay's keys by serial, or a keyring that looks them up. PEM is imported once, on first use. */
  readonly keys: KeyMap | Keyring
}

/**
 * Makes a verifier of answers and callbacks signed with SM2 and SM3. It is a `Verifier` of `@wxdp/auth`, with its
 * order of checks and its codes; there is no option that means "do not check".
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID`, when an option is missing or of the wrong kind
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_SERIAL_MISMATCH`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`,
 *   `AUTH_KEY_UNSUPPORTED`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082629}
 *
 * @example
 * import { createVerifier } from '@wxdp/auth-sm'
 *
 * const verifier = createVerifier({ keys: { [platformSerial]: platformPublicKey } })
 * const { body } = await verifier.verify({ headers: response.headers, body: rawBytes })
 */
export function createVerifier(options: VerifierOptions): Verifier {
  return createVerifierOf({ ...options, keys: ready(options.keys) })
}

function ready(keys: KeyMap | Keyring): Readonly<Record<string, PublicKey>> | Keyring {
  // What is neither a map nor a keyring is refused where all options are.
  if (typeof keys !== 'object' || keys === null || typeof keys.find === 'function') return keys as Keyring
  return Object.fromEntries(
    Object.entries(keys as KeyMap).map(([serialNo, key]) => [serialNo, lazyPublicKey(key)]),
  )
}
