import * as v from 'valibot'
import { bodyId, type Entries, oneOf, pathId, requestNo } from '../plan/fields.ts'
import { between, filled, upTo } from './atoms.ts'
import { type CouponDisplay, couponDisplayInput } from './coupon-display.ts'
import type { KnownStockState } from './states.ts'
import type { Stock, StockNotifyConfig } from './stock.ts'
import { type UsageRuleDisplay, usageDisplayInput } from './usage-display.ts'

/**
 * A batch by its ids.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export interface StockId {
  /** Product coupon (商品券ID), at most 40 characters. Part of the path. Required. */
  readonly product_coupon_id: string
  /** Batch (批次ID), at most 40 characters. Part of the path. Required. */
  readonly stock_id: string
}

/**
 * Which batches to list, and which page of the list.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781553}
 */
export interface StockFilter {
  /** Product coupon (商品券ID), at most 40 characters. Part of the path. Required. */
  readonly product_coupon_id: string
  /** Only batches in this state (批次状态). Default: all. */
  readonly state?: KnownStockState | undefined
  /** Only the members of this group (批次组ID), in the order of their rounds, as samples show. */
  readonly stock_bundle_id?: string | undefined
  /** Batches per page (分页大小), 1 to 50. Default 20. */
  readonly page_size?: number | undefined
  /** `next_page_token` of the page before (分页Token), unchanged. Default: the first page. */
  readonly page_token?: string | undefined
}

/**
 * Output of `listStocks`, for partners and brands: one page of the list.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781553}
 *
 * @example
 * const output: ListStocksOutput = { total_count: 51, stock_list: [stock], next_page_token: 'c3lu' }
 */
export interface ListStocksOutput {
  /** Number of batches that match (总数). Present on the first page only, whatever its row says. */
  readonly total_count?: number | undefined
  /** The batches of this page (批次列表). Absent when there are none. */
  readonly stock_list?: readonly Stock[] | undefined
  /** Leads to the next page (分页Token). Absent on the last one. */
  readonly next_page_token?: string | undefined
}

/**
 * A change of a batch of a single coupon. Fields that are left out stay as they are, except `store_scope`. An object is
 * given as a whole.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781556}
 */
export interface StockChange extends StockId {
  /** Your number of this change (修改请求单号): 6 to 40 digits, letters, `_` or `-`. Required. */
  readonly out_request_no: string
  /** Remark (备注), at most 20 characters. */
  readonly remark?: string | undefined
  /** How it is redeemed (使用规则展示信息): the whole object. */
  readonly usage_rule_display_info?: UsageRuleDisplay | undefined
  /** What the page of a coupon shows (用户商品券展示信息): the whole object. */
  readonly coupon_display_info?: CouponDisplay | undefined
  /** For whom the openid of a callback is computed (通知配置). */
  readonly notify_config?: StockNotifyConfig | undefined
  /**
   * Which stores are shown (可用门店范围). The page says that it becomes `NONE` when it is left out, so send the present
   * value.
   */
  readonly store_scope?: 'NONE' | 'ALL' | 'SPECIFIC' | undefined
}

/**
 * Another number of coupons in all.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781561}
 */
export interface MaxCountBudget {
  /** What changes (修改类型): `MAX_COUNT`. Required. */
  readonly update_mode: 'MAX_COUNT'
  /** Present number (当前总数量): it must be right, so read the batch first. Required. */
  readonly current_max_count: number
  /** New number (目标总数量), at most 100,000,000; not less than were given out. Required. */
  readonly target_max_count: number
  /** Present number per day (当前每日数量). Not allowed here. */
  readonly current_max_count_per_day?: undefined
  /** New number per day (目标每日数量). Not allowed here. */
  readonly target_max_count_per_day?: undefined
}

/**
 * Another number of coupons per day. A limit per day can be neither added nor removed.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781561}
 */
export interface MaxCountPerDayBudget {
  /** What changes (修改类型): `MAX_COUNT_PER_DAY`. Required. */
  readonly update_mode: 'MAX_COUNT_PER_DAY'
  /** Present number (当前总数量). Not allowed here. */
  readonly current_max_count?: undefined
  /** New number (目标总数量). Not allowed here. */
  readonly target_max_count?: undefined
  /** Present number (当前每日数量): it must be right, so read the batch first. Required. */
  readonly current_max_count_per_day: number
  /** New number (目标每日数量), at most 100,000,000. Required. */
  readonly target_max_count_per_day: number
}

/**
 * Another budget of a batch of a single coupon. The type tells which fields belong together.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781561}
 */
export interface BudgetBasics extends StockId {
  /**
   * Your number of this change (修改请求单号): 6 to 40 digits, letters, `_` or `-`. Required. If the present number was
   * wrong, read the batch and use a new number.
   */
  readonly out_request_no: string
}

/** A change of the budget of a batch. */
export type BudgetChange = BudgetBasics & (MaxCountBudget | MaxCountPerDayBudget)

export const stockIdFields: Entries<StockId> = /* @__PURE__ */ (() => ({
  product_coupon_id: pathId,
  stock_id: pathId,
}))()

export const pageFields: Entries<Pick<StockFilter, 'page_size' | 'page_token'>> = /* @__PURE__ */ (() => ({
  page_size: v.optional(between(1, 50)),
  page_token: v.optional(upTo(100)),
}))()

export const stockFilterFields: Entries<StockFilter> = /* @__PURE__ */ (() => ({
  ...pageFields,
  product_coupon_id: pathId,
  state: v.optional(oneOf(['AUDITING', 'SENDING', 'PAUSED', 'STOPPED', 'DEACTIVATED'])),
  stock_bundle_id: v.optional(bodyId),
}))()

export const stockChangeFields: Entries<StockChange> = /* @__PURE__ */ (() => ({
  ...stockIdFields,
  out_request_no: requestNo,
  remark: v.optional(upTo(20)),
  usage_rule_display_info: v.optional(usageDisplayInput),
  coupon_display_info: v.optional(couponDisplayInput),
  notify_config: v.optional(v.strictObject({ notify_appid: filled })),
  store_scope: v.optional(oneOf(['NONE', 'ALL', 'SPECIFIC'])),
}))()

export const budgetFields: { readonly [Name in keyof BudgetChange]-?: v.GenericSchema<unknown> } =
  /* @__PURE__ */ (() => {
    const count = v.optional(between(1, 100_000_000))
    return {
      ...stockIdFields,
      out_request_no: requestNo,
      update_mode: oneOf(['MAX_COUNT', 'MAX_COUNT_PER_DAY']),
      current_max_count: count,
      target_max_count: count,
      current_max_count_per_day: count,
      target_max_count_per_day: count,
    }
  })()
