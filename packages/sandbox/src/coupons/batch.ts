import type { KnownStockState, Stock } from '@wxdp/core/coupon'
import type { HistoryEntry } from '../entries/history.ts'
import { deactivated } from './coupon.ts'
import { brandIn, type Owned } from './owned.ts'
import type { Ending } from './states.ts'

/** What calls say of a batch. Field names are WeChat Pay's. */
export type BatchTerms = Pick<
  Stock,
  | 'remark'
  | 'coupon_code_mode'
  | 'stock_send_rule'
  | 'single_usage_rule'
  | 'progressive_bundle_usage_rule'
  | 'usage_rule_display_info'
  | 'coupon_display_info'
  | 'notify_config'
  | 'store_scope'
>

/** A batch (批次), by itself or as a round of a group (批次组). */
export interface Batch extends Owned {
  readonly stock_id: string
  readonly product_coupon_id: string
  readonly terms: BatchTerms
  /** Its place in a group. */
  readonly stock_bundle_info?: Stock['stock_bundle_info']
  readonly state: KnownStockState
  readonly deactivation?: Ending | undefined
}

/** Something that happened to a batch. `exhaust`: all was given out; `refill`: its budget was raised after that. */
export type BatchHistoryEntry = HistoryEntry<
  'create' | 'adopt' | 'update' | 'budget' | 'exhaust' | 'refill' | 'stop' | 'deactivate',
  KnownStockState
>

/** How many coupons were given out. */
export interface GivenOut {
  readonly total: number
  readonly today: number
}

/**
 * A batch as calls return it.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export function toStock(batch: Batch, { total, today }: GivenOut): Stock {
  const { product_coupon_id, stock_id, terms, stock_bundle_info, state, deactivation } = batch
  return {
    product_coupon_id,
    stock_id,
    ...terms,
    // No endpoint here takes codes: none were uploaded.
    ...(terms.coupon_code_mode === 'UPLOAD' && {
      coupon_code_count_info: { total_count: 0, available_count: 0 },
    }),
    ...(stock_bundle_info && { stock_bundle_info }),
    sent_count_info: { total_count: total, today_count: today },
    state,
    ...brandIn(batch),
    ...deactivated(deactivation),
  }
}

/** When the coupons of a batch can be used. */
export function periodOf({ single_usage_rule, progressive_bundle_usage_rule }: BatchTerms): Period {
  // A batch has one of both.
  const rule = (single_usage_rule ?? progressive_bundle_usage_rule) as NonNullable<Stock['single_usage_rule']>
  return rule.coupon_available_period
}

export type Period = NonNullable<Stock['single_usage_rule']>['coupon_available_period']
