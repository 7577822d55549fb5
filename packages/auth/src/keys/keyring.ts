import { isPublicKeyId, platformSerial } from '../encoding/serial.ts'
import { AuthError, invalidOption } from '../errors.ts'
import type { KeySource } from '../provider/provider.ts'
import { aPublicKey } from './key-errors.ts'
import { lazyPublicKey, type PublicKey, type PublicKeyInput } from './keys.ts'

/** Finds WeChat Pay's keys by serial, in memory or by a look-up. */
export interface Keyring {
  /** @param serialNo Upper case. */
  find(serialNo: string): PublicKey | undefined | Promise<PublicKey | undefined>
  /** The serials that are known now, for error messages and checks. */
  serials(): readonly string[]
  /** The serial that requests send in `Wechatpay-Serial`; `undefined` lets WeChat Pay choose. */
  readonly preferred: string | undefined
  /** Looks up the serial to encrypt with if `preferred` is undefined. */
  encryptionSerial?(): Promise<string | undefined>
}

/** WeChat Pay's keys by serial: a public key under `PUB_KEY_ID_…`, a platform certificate under its 40 hexadecimal digits. */
export type KeyMap = Readonly<Record<string, PublicKeyInput>>

export interface KeyringOptions {
  /**
   * The serial that requests send in `Wechatpay-Serial`, and whose key encrypts sensitive fields. Default: the only
   * public key; without one, the only key; otherwise none.
   */
  readonly preferred?: string
}

/**
 * Creates a keyring from a fixed map, for `keys` of `createVerifier` and for `encryptField`.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID`
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_SERIAL_MISMATCH`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`,
 *   `AUTH_KEY_UNSUPPORTED`
 *
 * @example
 * import { createKeyring } from '@wxdp/auth'
 *
 * const keyring = createKeyring({ [platformSerial]: platformPublicKey })
 */
export function createKeyring(map: KeyMap, { preferred }: KeyringOptions = {}): Keyring {
  if (typeof map !== 'object' || map === null) {
    throw invalidOption(
      "keys must be an object that maps serials to WeChat Pay's public keys or certificates.",
    )
  }
  const keys = new Map<string, PublicKey>()
  for (const [name, input] of Object.entries(map)) {
    const serialNo = platformSerial(name)
    const key = lazyPublicKey(input)
    checkCertificate(serialNo, key)
    keys.set(serialNo, key)
  }
  const serials = [...keys.keys()]
  if (serials.length === 0) throw invalidOption('keys must contain at least one key of WeChat Pay.')
  const choice = preferred === undefined ? undefined : platformSerial(preferred)
  if (choice !== undefined && !keys.has(choice)) {
    throw invalidOption(`preferred is ${choice}, but keys contains only ${serials.join(', ')}.`)
  }
  return {
    find: (serialNo) => keys.get(serialNo),
    serials: () => serials,
    preferred: choice ?? only(serials.filter(isPublicKeyId)) ?? only(serials),
  }
}

function only(serials: readonly string[]): string | undefined {
  return serials.length === 1 ? serials[0] : undefined
}

/** A certificate must be WeChat Pay's and registered under its own serial. */
function checkCertificate(serialNo: string, key: PublicKey): void {
  const { certificate } = key.source() as KeySource
  if (!certificate) return
  if (certificate.isMerchants) {
    throw new AuthError(
      'AUTH_KEY_ROLE',
      `The certificate under ${serialNo} belongs to a merchant or brand (apiclient_cert.pem). ${aPublicKey.remedy}`,
    )
  }
  if (isPublicKeyId(serialNo)) {
    throw new AuthError(
      'AUTH_KEY_ROLE',
      `${serialNo} is the id of a public key, but its value is a certificate. Pass pub_key.pem, or use the serial of the certificate: ${certificate.serialNo}.`,
    )
  }
  if (certificate.serialNo !== serialNo) {
    throw new AuthError(
      'AUTH_SERIAL_MISMATCH',
      `The certificate under ${serialNo} has the serial ${certificate.serialNo}. Use that serial.`,
    )
  }
}
