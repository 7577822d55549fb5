import type { Notifier } from '../callbacks/notifier.ts'
import type { Clock } from '../clock/clock.ts'
import type { SandboxCouponTerms } from '../coupons/adopt.ts'
import type { Coupons, SavedCoupons } from '../coupons/coupons.ts'
import type { SavedEntry } from '../entries/entries.ts'
import type { CauseNumber } from '../http/causes.ts'
import type { RandomBytes } from '../http/random.ts'
import type { ResponseContent } from '../http/responses.ts'
import type { IdentityKind } from '../identities/identity.ts'
import type { PlanHistoryEntry } from './history.ts'
import type { Plan } from './plan.ts'
import type { Plans } from './plans.ts'

/** What the sandbox remembers between requests. */
export interface State extends StateOptions {
  readonly now: () => number
  readonly plans: Plans
  readonly coupons: Coupons
  /** Callback URLs that were set for plans. */
  readonly notifyUrls: ReadonlyMap<IdentityKind, string>
  setNotifyUrl(owner: IdentityKind, url: string): void
  /** Callback URLs that were set for coupons. */
  readonly couponNotifyUrls: ReadonlyMap<IdentityKind, CouponNotifyUrl>
  setCouponNotifyUrl(owner: IdentityKind, url: string): void
  /** The first request with each request number, and its response. */
  readonly requestNumbers: Map<string, { readonly request: string; readonly response: ResponseContent }>
  /** The request numbers of coupons that were used. Each is refused the second time, so nothing else is kept. */
  readonly couponNumbers: Set<string>
  /** Causes for which the next calls are refused. */
  readonly refusals: CauseNumber[]
  save(): SavedState
  restore(saved: SavedState): void
}

/** The callback URL of coupons, and when it was set. Milliseconds since 1970. */
export interface CouponNotifyUrl {
  readonly url: string
  readonly time: number
}

/** What happened to plans and coupons, and what was told, as JSON. */
export interface SavedState {
  readonly plans: readonly (SavedEntry<Plan, PlanHistoryEntry> & { readonly auditEnd?: number | undefined })[]
  readonly coupons: SavedCoupons
  readonly notifyUrls: Readonly<Partial<Record<IdentityKind, string>>>
  readonly couponNotifyUrls: Readonly<Partial<Record<IdentityKind, CouponNotifyUrl>>>
  readonly requestNumbers: readonly (readonly [
    key: string,
    used: { readonly request: string; readonly response: ResponseContent },
  ])[]
  readonly couponNumbers: readonly string[]
  readonly refusals: readonly CauseNumber[]
}

export interface StateOptions {
  readonly clock: Clock
  /** How long an audit takes, in milliseconds; `undefined`: until `control` ends it. */
  readonly auditTime: number | undefined
  readonly randomBytes: RandomBytes
  /** Of coupons that were made elsewhere. */
  readonly couponTerms: SandboxCouponTerms
  /** What happens if a plan names a coupon that the sandbox does not know. */
  readonly unknownCoupons: 'adopt' | 'refuse'
  /** Ids of the brands that have authorised the service provider. */
  readonly authorisedBrands: ReadonlySet<string>
  readonly notifier: Notifier
  /** Called when a plan is new or has changed. */
  readonly onPlan: (planId: string) => void
  /** Called when a coupon, a batch or a user's coupon is new or has changed. */
  readonly onCoupon: (productCouponId: string) => void
  readonly onBatch: (stockId: string) => void
  readonly onUserCoupon: (couponCode: string) => void
  /** Called when a callback URL was set. */
  readonly onNotifyUrl: (owner: IdentityKind) => void
}
