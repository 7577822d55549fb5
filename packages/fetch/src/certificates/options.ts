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
import { readCertificate } from '@wxdp/auth/certificate'
import { elapsed } from '@wxdp/bounds'
import { requireFunctions, requireNumber, wrongOption } from '../call/check-option.ts'
import type { ClientOptions } from '../call/options.ts'
import { numberOf, steady } from '../call/steady.ts'
import { invalidOption } from '../errors.ts'
import type { ListContext } from './open-list.ts'

export interface CertificateKeyringOptions
  extends Pick<ClientOptions, 'fetch' | 'hosts' | 'maxBytes' | 'sandbox'> {
  /** The merchant's or service provider's. A brand has no platform certificates. */
  readonly signer: Signer
  /** The key that opens the list. While it is being replaced, give both: each is tried. */
  readonly apiV3Key: ApiV3KeyInput | readonly ApiV3KeyInput[]
  /** Keys that need no download: WeChat Pay's public key, while the merchant moves to it or back. */
  readonly keys?: KeyMap
  /**
   * One of `keys`, for requests to name and for encryption. Default: requests name none, so WeChat Pay signs with the
   * key set in the merchant platform; fields are encrypted with the certificate that came into effect last.
   */
  readonly preferred?: string
  /** The certificate that must have issued every certificate in the list, as PEM or DER: Tenpay.com Root CA. */
  readonly issuer?: string | Uint8Array
  /**
   * With `issuer`: the common name (CN) of every certificate. The issuer also issues the certificates of merchants.
   * Default `Tenpay.com sign`: inferred from WeChat Pay's certificates, not documented.
   */
  readonly subject?: string
  /** Age at which the list is downloaded again, in milliseconds. Default and maximum: 12 h. */
  readonly maxAge?: number
  /** Shortest time between the starts of two downloads, in milliseconds, 1,000 to 3,600,000. Default 10,000. */
  readonly coolDown?: number
  /** Time limit of one download on all hosts together, in milliseconds. Default 10,000. */
  readonly timeout?: number
  /** Ends the current download. No other starts. */
  readonly signal?: AbortSignal
  /** Called with each download, so that a worker lives until it ends. */
  readonly waitUntil?: (download: Promise<void>) => unknown
  /**
   * Called with the reason when a download fails or leaves certificates out, in the background, too. What it throws, or
   * rejects with, is ignored.
   */
  readonly onError?: (error: unknown) => unknown
  /** Milliseconds since 1970. Decides which certificates are valid. Default `Date.now`. */
  readonly now?: () => number
  /**
   * A clock for `maxAge`, `coolDown` and `timeout`, in milliseconds. A step back, and `NaN`, count as no time. Default:
   * `now`, if you give it; otherwise `performance.now`.
   */
  readonly clock?: () => number
}

/** A keyring whose `find` is always synchronous. */
export interface FixedKeyring extends Omit<Keyring, 'find'> {
  find(serialNo: string): PublicKey | undefined
}

/** Options, validated, with defaults filled in. */
export interface KeyringSettings {
  readonly fixed: FixedKeyring | undefined
  readonly preferred: string | undefined
  readonly context: ListContext
  readonly clock: () => number
  readonly maxAge: number
  readonly coolDown: number
  readonly timeout: number
}

const hour = 3_600_000

/** @throws what `createCertificateKeyring` throws, except for the options that `createClient` checks */
export function readOptions(options: CertificateKeyringOptions): KeyringSettings {
  const { signer, keys, preferred, issuer, subject = 'Tenpay.com sign' } = options ?? {}
  if (typeof signer?.authorize !== 'function') throw wrongOption('signer must come from createSigner', signer)
  if (signer.caller === 'brand_id') {
    throw invalidOption(
      "found a brand's signer; a brand has no platform certificates. Give createVerifier WeChat Pay's public key: keys: { PUB_KEY_ID_…: pub_key.pem }.",
    )
  }
  requireFunctions(options, ['fetch', 'waitUntil', 'onError', 'now', 'clock'])
  if (typeof subject !== 'string') throw wrongOption('subject must be a string', subject)
  const { maxAge = 12 * hour, coolDown = 10_000, timeout = 10_000, now = Date.now } = options
  const clock = options.clock ?? options.now ?? elapsed
  const fixed = fixedKeyring(keys, preferred)
  return {
    fixed,
    preferred: preferred === undefined ? undefined : fixed?.preferred,
    context: {
      apiV3Keys: apiV3Keys(options.apiV3Key),
      issuer: issuer === undefined ? undefined : readCertificate(issuer),
      subject,
      now: () => numberOf(now),
    },
    clock: steady(clock),
    maxAge: requireNumber('maxAge', maxAge, { min: 1, max: 12 * hour }),
    coolDown: requireNumber('coolDown', coolDown, { min: 1000, max: hour }),
    timeout: requireNumber('timeout', timeout, { min: 2, max: hour }),
  }
}

function apiV3Keys(input: CertificateKeyringOptions['apiV3Key']): readonly ApiV3Key[] {
  const keys = [input].flat().map((key) => importApiV3Key(key as ApiV3KeyInput))
  if (keys.length === 0) throw invalidOption('apiV3Key is an empty list. Give at least one key.')
  return keys
}

function fixedKeyring(keys: KeyMap | undefined, preferred: string | undefined): FixedKeyring | undefined {
  if (keys === undefined) {
    if (preferred === undefined) return undefined
    throw invalidOption(
      'preferred must be one of keys, but keys is missing. Without preferred, fields are encrypted with the newest certificate.',
    )
  }
  return createKeyring(keys, { ...(preferred !== undefined && { preferred }) }) as FixedKeyring
}
