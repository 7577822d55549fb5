import { isPublicKeyId, platformSerial } from '../encoding/serial.ts'
import { AuthError, invalidOption } from '../errors.ts'
import type { KeySource } from '../provider/provider.ts'
import { remedy } from './key-file.ts'
import { lazyPublicKey, type PublicKey, type PublicKeyInput } from './keys.ts'

/** Where a verifier finds WeChat Pay's keys: by serial, at once or after a look-up. */
export interface Keyring {
  /** @param serialNo Upper case. */
  find(serialNo: string): PublicKey | undefined | Promise<PublicKey | undefined>
  /** The serials known now, for error messages and for checks. */
  serials(): readonly string[]
  /** The serial that requests name in `Wechatpay-Serial`; `undefined` leaves the choice to WeChat Pay. */
  readonly preferred: string | undefined
  /** The serial to encrypt with where none is preferred, looked up if need be. Without it, `preferred` alone serves. */
  encryptionSerial?(): Promise<string | undefined>
}

/** WeChat Pay's keys by serial: `PUB_KEY_ID_…` → public key, 40 hexadecimal digits → platform certificate. */
export type KeyMap = Readonly<Record<string, PublicKeyInput>>

export interface KeyringOptions {
  /**
   * The serial that requests name in `Wechatpay-Serial`, and whose key encrypts sensitive fields. Default: the only
   * public key, else the only key, else none.
   */
  readonly preferred?: string
}

/**
 * Makes a keyring from a fixed map: for `keys` of `createVerifier`, and for `encryptField`.
 *
 * @throws {TypeError} `AUTH_OPTION_INVALID`
 * @throws {AuthError} `AUTH_SERIAL_INVALID`, `AUTH_SERIAL_MISMATCH`, `AUTH_KEY_INVALID`, `AUTH_KEY_ROLE`,
 *   `AUTH_KEY_UNSUPPORTED`
 */
export function createKeyring(map: KeyMap, { preferred }: KeyringOptions = {}): Keyring {
  if (typeof map !== 'object' || map === null) {
    throw invalidOption("keys must map serials to WeChat Pay's public keys or certificates.")
  }
  const keys = new Map<string, PublicKey>()
  for (const [name, input] of Object.entries(map)) {
    const serialNo = platformSerial(name)
    const key = lazyPublicKey(input)
    checkCertificate(serialNo, key)
    keys.set(serialNo, key)
  }
  const serials = [...keys.keys()]
  if (serials.length === 0) throw invalidOption('keys must hold at least one key of WeChat Pay.')
  const choice = preferred === undefined ? undefined : platformSerial(preferred)
  if (choice !== undefined && !keys.has(choice)) {
    throw invalidOption(`preferred names ${choice}, but keys holds only ${serials.join(', ')}.`)
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

/** A certificate says itself what it is: it cannot be filed as something else. */
function checkCertificate(serialNo: string, key: PublicKey): void {
  const source = key.source() as KeySource
  const certificate = source.form === 'der' && source.certificate
  if (!certificate) return
  if (certificate.isMerchants) {
    throw new AuthError(
      'AUTH_KEY_ROLE',
      `The certificate under ${serialNo} is that of a merchant or brand (apiclient_cert.pem). ${remedy.public}`,
    )
  }
  if (isPublicKeyId(serialNo)) {
    throw new AuthError(
      'AUTH_KEY_ROLE',
      `${serialNo} names a public key, but a certificate was given for it. Give pub_key.pem, or file it under its own serial, ${certificate.serialNo}.`,
    )
  }
  if (certificate.serialNo !== serialNo) {
    throw new AuthError(
      'AUTH_SERIAL_MISMATCH',
      `The certificate filed under ${serialNo} has the serial ${certificate.serialNo}. File it under its own.`,
    )
  }
}
