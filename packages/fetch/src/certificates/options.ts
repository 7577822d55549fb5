import {
  type ApiV3Key,
  type ApiV3KeyInput,
  createKeyring,
  importApiV3Key,
  type KeyMap,
  type Keyring,
  type PublicKey,
  type Signer,
} from '@wxdp/auth'
import { type ParsedCertificate, readCertificate } from '@wxdp/auth/certificate'
import type { ClientOptions } from '../call/options.ts'
import { invalidOption } from '../errors.ts'

export interface CertificateKeyringOptions
  extends Pick<ClientOptions, 'fetch' | 'hosts' | 'maxBytes' | 'sandbox'> {
  /** The merchant's or service provider's; a brand has no platform certificates. */
  readonly signer: Signer
  /** The key that the list is sealed with; of several (a change of keys) each is tried. */
  readonly apiV3Key: ApiV3KeyInput | readonly ApiV3KeyInput[]
  /** Keys known without downloading: the public key, while the merchant goes from certificates to it, or back. */
  readonly keys?: KeyMap
  /**
   * One of `keys`, to name in requests and to encrypt with. Default: requests name none, so WeChat Pay signs as the
   * merchant platform is set; fields are encrypted with the certificate that came into effect last.
   */
  readonly preferred?: string
  /** The certificate that must have issued every one in the list, as PEM or DER: Tenpay.com Root CA. */
  readonly issuer?: string | Uint8Array
  /** How old the list may grow before it is downloaded again, in milliseconds. Default and longest 12 h. */
  readonly maxAge?: number
  /** The least time between two downloads, in milliseconds, 1,000 to 3,600,000. Default 10,000. */
  readonly coolDown?: number
  /** For one download, all hosts included, in milliseconds. Default 10,000. */
  readonly timeout?: number
  /** Ends a download on its way; no other begins. */
  readonly signal?: AbortSignal
  /** Told of each download, so that a worker lives until it ends. */
  readonly waitUntil?: (download: Promise<void>) => void
  /** Told why a download failed, or left certificates out, also in the background. What it throws is ignored. */
  readonly onError?: (error: unknown) => void
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** Its look-up is at once, whatever the interface allows. */
export interface FixedKeyring extends Omit<Keyring, 'find'> {
  find(serialNo: string): PublicKey | undefined
}

/** The options, checked, with their defaults. */
export interface Settings {
  readonly fixed: FixedKeyring | undefined
  readonly preferred: string | undefined
  readonly apiV3Keys: readonly ApiV3Key[]
  readonly issuer: ParsedCertificate | undefined
  readonly maxAge: number
  readonly coolDown: number
  readonly timeout: number
}

const hour = 3_600_000

/** @throws what `createCertificateKeyring` throws, but for what the client says of its own options */
export function readOptions(options: CertificateKeyringOptions): Settings {
  const { signer, keys, preferred, issuer, maxAge = 12 * hour, coolDown = 10_000, timeout = 10_000 } = options
  if (signer?.caller === 'brand_id') {
    throw invalidOption(
      "A brand has no platform certificates. Give createVerifier WeChat Pay's public key: keys: { PUB_KEY_ID_…: pub_key.pem }.",
    )
  }
  const fixed = fixedKeyring(keys, preferred)
  return {
    fixed,
    preferred: preferred === undefined ? undefined : fixed?.preferred,
    apiV3Keys: apiV3Keys(options.apiV3Key),
    issuer: issuer === undefined ? undefined : readCertificate(issuer),
    maxAge: within('maxAge', maxAge, 1, 12 * hour),
    coolDown: within('coolDown', coolDown, 1000, hour),
    timeout: within('timeout', timeout, 2, hour),
  }
}

function apiV3Keys(input: CertificateKeyringOptions['apiV3Key']): readonly ApiV3Key[] {
  const keys = [input].flat().map((key) => importApiV3Key(key as ApiV3KeyInput))
  if (keys.length === 0) throw invalidOption('apiV3Key must hold at least one key.')
  return keys
}

function fixedKeyring(keys: KeyMap | undefined, preferred: string | undefined): FixedKeyring | undefined {
  if (keys === undefined) {
    if (preferred === undefined) return undefined
    throw invalidOption(
      'preferred must be one of keys, and there are none. Leave it out: fields are encrypted with the newest certificate.',
    )
  }
  return createKeyring(keys, { ...(preferred !== undefined && { preferred }) }) as FixedKeyring
}

function within(name: string, ms: number, least: number, most: number): number {
  if (ms >= least && ms <= most) return ms
  throw invalidOption(`${name} must be ${least} to ${most} milliseconds.`)
}
