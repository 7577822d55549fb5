import {
  isPublicKeyId,
  normalizeSerial,
  platformSerial,
  sameSerial,
  serialNumber,
} from '../encoding/serial.ts'
import { AuthError, invalidOption, kindOf } from '../errors.ts'
import type { KeySource } from '../provider/provider.ts'
import { aPublicKey } from './key-errors.ts'
import { lazyPublicKey, type PublicKey, type PublicKeyInput } from './keys.ts'

/** Finds WeChat Pay's keys by serial, in memory or by a look-up. */
export interface Keyring {
  /** @param serialNo As the message has it, in upper case. Compare serials with `sameSerial`: leading zeros vary. */
  find(serialNo: string): PublicKey | undefined | Promise<PublicKey | undefined>
  /** The serials that are known now, for error messages and checks. */
  serials(): readonly string[]
  /** The serial that requests send in `Wechatpay-Serial`; `undefined` lets WeChat Pay choose. */
  readonly preferred: string | undefined
  /** Looks up the serial to encrypt with if `preferred` is undefined. */
  encryptionSerial?(): Promise<string | undefined>
}

/** WeChat Pay's keys by serial: a public key under `PUB_KEY_ID_…`, a platform certificate under its hexadecimal digits. */
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
export function createKeyring(map: KeyMap, options?: KeyringOptions): Keyring {
  const keyring = keyringOf(lazyPublicKey, map)
  const preferred = options?.preferred
  if (preferred === undefined) return keyring
  const serials = keyring.serials()
  const choice = serials.find((serialNo) => sameSerial(serialNo, preferred))
  if (choice !== undefined) return { ...keyring, preferred: choice }
  throw invalidOption(
    `preferred is ${platformSerial(preferred)}, but keys contains only ${serials.join(', ')}.`,
  )
}

/**
 * A keyring that prefers what {@link KeyringOptions} has as its default.
 *
 * @param toKey Makes a key from a value of the map.
 */
export function keyringOf<Input>(
  toKey: (input: Input) => PublicKey,
  map: Readonly<Record<string, Input>>,
): Keyring {
  const kind = kindOf(map)
  const entries = kind === 'an object' ? Object.entries(map) : []
  if (entries.length === 0) {
    const what = kind === 'an object' ? 'no key' : kind
    throw invalidOption(`keys must map the serials of WeChat Pay's keys to the keys; found ${what}.`)
  }
  const keys = new Map<string, { readonly serialNo: string; readonly key: PublicKey }>()
  for (const [name, input] of entries) {
    const key = toKey(input)
    const serialNo = serialFor(name, key)
    const number = serialNumber(serialNo)
    if (keys.has(number)) throw invalidOption(`keys contains ${serialNo} twice.`)
    keys.set(number, { serialNo, key })
  }
  const serials = [...keys.values()].map(({ serialNo }) => serialNo)
  return {
    find: (serialNo) => keys.get(serialNumber(normalizeSerial(serialNo)))?.key,
    serials: () => serials,
    preferred: only(serials.filter(isPublicKeyId)) ?? only(serials),
  }
}

function only(serials: readonly string[]): string | undefined {
  return serials.length === 1 ? serials[0] : undefined
}

/** The checked serial of a key. A certificate must be WeChat Pay's and registered under its own serial. */
function serialFor(name: string, key: PublicKey): string {
  const { certificate } = key.source() as KeySource
  if (!certificate) return platformSerial(name)
  const serialNo = normalizeSerial(name)
  if (certificate.isMerchants) {
    throw new AuthError(
      'AUTH_KEY_ROLE',
      `The certificate under ${serialNo} belongs to a merchant or brand (apiclient_cert.pem). ${aPublicKey.remedy}`,
    )
  }
  if (sameSerial(serialNo, certificate.serialNo)) return serialNo
  platformSerial(name)
  if (isPublicKeyId(serialNo)) {
    throw new AuthError(
      'AUTH_KEY_ROLE',
      `${serialNo} is the id of a public key, but its value is a certificate. Pass pub_key.pem, or use the serial ${certificate.serialNo}.`,
    )
  }
  throw new AuthError(
    'AUTH_SERIAL_MISMATCH',
    `The certificate under ${serialNo} has the serial ${certificate.serialNo}. Use that serial.`,
  )
}
