import type { DeliverCallback } from '../callbacks/delivery.ts'
import type { CallbackOptions } from '../callbacks/traits.ts'
import type { Duration } from '../clock/duration.ts'
import type { SandboxCouponTerms } from '../coupons/adopt.ts'
import type { OtherEndpoint } from '../endpoints/other-endpoint.ts'
import type { RandomBytes } from '../http/random.ts'
import type { SandboxBrand, SandboxMerchant, SandboxPlatform } from '../identities/credentials.ts'
import type { PlatformKeyMode } from '../identities/platform-keys.ts'
import type { SandboxState } from './saved-sandbox.ts'

export interface SandboxOptions {
  /** The service provider's APIv3 key, 32 bytes. Default: random. */
  readonly apiV3Key?: string
  /** The brand's APIv3 key (品牌API密钥), 32 bytes. Default: random. */
  readonly brandApiV3Key?: string
  /** Ids of the brands that have authorised the service provider. Default: the sandbox's brand. */
  readonly authorisedBrands?: readonly string[]
  /**
   * Coupons that were made elsewhere, of which a plan names only the ids. Default: a batch of 1,000,000 coupons that lasts
   * one year from now.
   */
  readonly coupon?: Partial<SandboxCouponTerms>
  /**
   * What happens if a plan names a coupon or a batch that was not made here. `adopt`: it was made elsewhere, with the terms
   * of `coupon`, and from then on it is one like all others. `refuse`: the call is refused, as WeChat Pay refuses an unknown
   * id. Of a coupon that was made here, all batches are known in both cases. Default `adopt`.
   */
  readonly unknownCoupons?: 'adopt' | 'refuse'
  /** Which keys sign responses and callbacks for the service provider. Default `publicKey`, the only mode of a brand. */
  readonly platformKeys?: PlatformKeyMode
  /** WeChat Pay's keys for the service provider. Default: new ones. */
  readonly platform?: SandboxPlatform
  /** WeChat Pay's keys for the brand. Default: new ones. */
  readonly brandPlatform?: SandboxPlatform
  /** Endpoints of other products, to test what you defined with `defineEndpoint`. */
  readonly endpoints?: readonly OtherEndpoint[]
  /** How callbacks are sent: probes, duplicates, delays. Default: at once, each with a probe and a duplicate. */
  readonly callbacks?: CallbackOptions
  /** Sends a callback to the URL that was set. Default: the runtime's `fetch`. */
  readonly deliver?: DeliverCallback
  /**
   * A clock that you turn: milliseconds since 1970. What falls due happens at the next request, or when
   * `control.advance` turns the clock. Default: `Date.now`, and everything happens by itself.
   */
  readonly now?: () => number
  /** How many times faster than `Date.now` the clock runs. 0: only `control.advance` turns it. Default 1. */
  readonly speed?: number
  /** How long an audit takes before it is passed (审核通过). Default: until `control` ends it. */
  readonly auditTime?: Duration
  /**
   * Random bytes for nonces, ids, serials and APIv3 keys. Default: `crypto.getRandomValues`. With `now`, `rng` and
   * `platform`, the same requests get the same bytes in each run.
   */
  readonly rng?: RandomBytes
  /**
   * Goes on from what `sandbox.save()` returned: plans and coupons with their histories, callbacks, keys, clock, faults. Options
   * about what it holds cannot be given, too: keys, callers, `coupon`, `unknownCoupons`, `authorisedBrands`, `platformKeys`. Functions are
   * not in it: give `deliver`, `now`, `rng` and `endpoints` again.
   *
   * A clock that runs by itself is as far ahead of the present as it was. One that stands still, and one of your own, go on
   * from the same time.
   */
  readonly state?: SandboxState
}

/** Callers that bring keys of their own. The sandbox gets the public keys only. */
export interface SandboxCallers {
  /** The service provider. Default: one with a key pair that the sandbox makes. */
  readonly merchant?: SandboxMerchant
  /** The brand. Default: one with a key pair that the sandbox makes. */
  readonly brand?: SandboxBrand
}
