import type { KnownProductCouponState, KnownStockState, KnownUserCouponState } from '@wxdp/core/coupon'
import type { Batch, BatchHistoryEntry, GivenOut } from '../coupons/batch.ts'
import type { Coupon, CouponHistoryEntry } from '../coupons/coupon.ts'
import type { Coupons } from '../coupons/coupons.ts'
import type { Owned } from '../coupons/owned.ts'
import { batchStates, couponStates, userCouponStates } from '../coupons/states.ts'
import type { UserCouponHistoryEntry, UserCouponRecord } from '../coupons/user-coupon.ts'
import { stateAfter } from '../coupons/user-coupon-life.ts'
import type { EntryQuery } from '../entries/entries.ts'
import { checkQuery, oneOf, type PageQuery, string } from './query.ts'

/** A product coupon, with what no endpoint returns. */
export interface SandboxCoupon extends Coupon {
  /** Its batches, in the order of their creation. */
  readonly stock_ids: readonly string[]
  /** What has happened to it: the newest 50 steps, the oldest first. */
  readonly history: readonly CouponHistoryEntry[]
}

/** A batch, with what no endpoint returns. */
export interface SandboxBatch extends Batch {
  /** How many of its coupons were given out. */
  readonly sent: GivenOut
  /** The plans that deliver it, in the order of their creation. Of a group, only the first batch has plans. */
  readonly plan_ids: readonly string[]
  /** What has happened to it: the newest 50 steps, the oldest first. */
  readonly history: readonly BatchHistoryEntry[]
}

/** A user's coupon, with what no endpoint returns. Times are milliseconds since 1970. */
export interface SandboxUserCoupon extends UserCouponRecord {
  /** Whether the user can delete it with {@link SandboxControl.deleteUserCoupon}. */
  readonly isDeletable: boolean
  /** What has happened to it: the newest 50 steps, the oldest first. */
  readonly history: readonly UserCouponHistoryEntry[]
}

/** Which product coupons to list. */
export interface SandboxCouponQuery extends PageQuery {
  /** Coupons that this caller created. Default: all. */
  readonly owner?: 'partner' | 'brand'
  readonly state?: KnownProductCouponState
  /** Coupons whose id, name or brand id contains this text, in upper or lower case. */
  readonly text?: string
}

/** Which batches to list. */
export interface SandboxBatchQuery extends PageQuery {
  readonly owner?: 'partner' | 'brand'
  readonly productCouponId?: string
  readonly state?: KnownStockState
  /** Batches whose id, remark or brand id contains this text, in upper or lower case. */
  readonly text?: string
}

/** Which coupons of users to list. */
export interface SandboxUserCouponQuery extends PageQuery {
  readonly owner?: 'partner' | 'brand'
  readonly planId?: string
  readonly stockId?: string
  readonly openid?: string
  /** `CONFIRMING`: those that were never confirmed. */
  readonly state?: KnownUserCouponState
  /** Coupons whose code or openid contains this text, in upper or lower case. */
  readonly text?: string
}

/** Some of the product coupons that fit a query. */
export interface SandboxCouponPage {
  /** How many fit. */
  readonly total: number
  readonly coupons: readonly SandboxCoupon[]
}

/** Some of the batches that fit a query. */
export interface SandboxBatchPage {
  /** How many fit. */
  readonly total: number
  readonly batches: readonly SandboxBatch[]
}

/** Some of the coupons of users that fit a query. */
export interface SandboxUserCouponPage {
  /** How many fit. */
  readonly total: number
  readonly userCoupons: readonly SandboxUserCoupon[]
}

/** What `sandbox.control` shows of coupons. */
export interface CouponViews {
  coupon(id: string, of?: Owned): SandboxCoupon | undefined
  coupons(query: SandboxCouponQuery): SandboxCouponPage
  batch(id: string, of?: Owned): SandboxBatch | undefined
  batches(query: SandboxBatchQuery): SandboxBatchPage
  userCoupon(code: string): SandboxUserCoupon | undefined
  userCoupons(query: SandboxUserCouponQuery): SandboxUserCouponPage
  readonly view: (userCoupon: UserCouponRecord) => SandboxUserCoupon
}

const owner = oneOf('partner', 'brand')

export interface CouponViewsOptions {
  readonly coupons: Coupons
  readonly now: () => number
  /** The ids of the plans that deliver a batch. */
  readonly plansOf: (batch: Batch) => readonly string[]
}

export function createCouponViews({ coupons, now, plansOf }: CouponViewsOptions): CouponViews {
  const viewCoupon = (coupon: Coupon): SandboxCoupon => ({
    ...coupon,
    stock_ids: coupons.batchesOf(coupon).map(({ stock_id }) => stock_id),
    history: coupons.coupons.historyOf(coupon),
  })
  const viewBatch = (batch: Batch): SandboxBatch => ({
    ...batch,
    sent: coupons.sentOf(batch),
    plan_ids: plansOf(batch),
    history: coupons.batches.historyOf(batch),
  })
  const view = (userCoupon: UserCouponRecord): SandboxUserCoupon => ({
    ...userCoupon,
    isDeletable: stateAfter(userCoupon, 'delete', now()) !== undefined,
    history: coupons.userCoupons.historyOf(userCoupon),
  })
  return {
    coupon: (id, of) =>
      optional(of ? coupons.findCoupon(of, id) : coupons.coupons.inGroup(`id ${id}`)[0], viewCoupon),
    coupons(query) {
      const page = checkQuery(query, { owner, state: oneOf(...couponStates), text: string })
      const { total, values } = coupons.coupons.page({ ...page, test: testOf(page, couponTexts) })
      return { total, coupons: values.map(viewCoupon) }
    },
    batch: (id, of) =>
      optional(of ? coupons.findBatch(of, id) : coupons.batches.inGroup(`id ${id}`)[0], viewBatch),
    batches(query) {
      const members = { owner, productCouponId: string, state: oneOf(...batchStates), text: string }
      const page = checkQuery(query, members)
      const group = page.productCouponId === undefined ? undefined : `of ${page.productCouponId}`
      const { total, values } = coupons.batches.page({ ...page, group, test: testOf(page, batchTexts) })
      return { total, batches: values.map(viewBatch) }
    },
    userCoupon: (code) => optional(coupons.userCoupons.find(code), view),
    userCoupons(query) {
      const ids = { planId: string, stockId: string, openid: string }
      const members = { owner, ...ids, state: oneOf(...userCouponStates), text: string }
      const page = checkQuery(query, members)
      const { planId, stockId, openid } = page
      const test = testOf<UserCouponRecord>(page, userCouponTexts, [
        stockId !== undefined && (({ stock_id }) => stock_id === stockId),
        openid !== undefined && ((each) => each.openid === openid),
      ])
      const group = planId === undefined ? undefined : `plan ${planId}`
      const { total, values } = coupons.userCoupons.page({ ...page, group, test })
      return { total, userCoupons: values.map(view) }
    },
    view,
  }
}

function optional<T, View>(value: T | undefined, view: (value: T) => View): View | undefined {
  return value === undefined ? undefined : view(value)
}

interface Shown {
  readonly owner: string
}

const stateOf = (value: object): unknown =>
  'coupon_state' in value ? value.coupon_state : (value as { state?: unknown }).state

/** Whether a value fits; `undefined` if every one does. */
function testOf<T extends Shown>(
  { owner, state, text }: { owner?: string; state?: string; text?: string },
  textsOf: (value: T) => readonly (string | undefined)[],
  more: readonly (((value: T) => boolean) | false)[] = [],
): EntryQuery<T>['test'] {
  const part = text?.toLowerCase()
  const tests: readonly (((value: T) => boolean) | false)[] = [
    owner !== undefined && ((value) => value.owner === owner),
    state !== undefined && ((value) => stateOf(value) === state),
    part !== undefined && ((value) => textsOf(value).some((each) => each?.toLowerCase().includes(part))),
    ...more,
  ]
  const needed = tests.filter((test) => test !== false)
  return needed.length === 0 ? undefined : (value) => needed.every((test) => test(value))
}

const couponTexts = ({ product_coupon_id, brand_id, terms }: Coupon): readonly string[] => [
  product_coupon_id,
  brand_id,
  terms.display_info.name,
]
const batchTexts = ({ stock_id, brand_id, terms }: Batch): readonly (string | undefined)[] => [
  stock_id,
  brand_id,
  terms.remark,
]
const userCouponTexts = ({ coupon_code, openid }: UserCouponRecord): readonly string[] => [
  coupon_code,
  openid,
]
