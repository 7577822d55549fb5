import * as v from 'valibot'
import { batchStates, couponStates, userCouponStates } from '../coupons/states.ts'
import { count, date, history, kind, time } from './saved-fields.ts'

const owned = { owner: kind, brand_id: v.string() }
const period = v.looseObject({ available_begin_time: date, available_end_time: date })
const rule = v.looseObject({ coupon_available_period: period })
const sendRule = v.looseObject({ max_count: count, max_count_per_user: count })
const entries = <T extends v.GenericSchema>(value: T) => v.array(v.looseObject({ value, history }))
/** What is in a state of coupons, as far as it must fit together. */
export const savedCoupons: v.GenericSchema = v.looseObject({
  coupons: entries(
    v.looseObject({
      ...owned,
      product_coupon_id: v.string(),
      terms: v.looseObject({ display_info: v.looseObject({ name: v.string() }) }),
      state: v.picklist(couponStates),
    }),
  ),
  batches: entries(
    v.looseObject({
      ...owned,
      product_coupon_id: v.string(),
      stock_id: v.string(),
      // Not v.intersect: it takes the objects of another realm for unlike, as in an edge VM.
      terms: v.union([
        v.looseObject({ stock_send_rule: sendRule, single_usage_rule: rule }),
        v.looseObject({
          stock_send_rule: sendRule,
          single_usage_rule: v.optional(v.undefined()),
          progressive_bundle_usage_rule: rule,
        }),
      ]),
      stock_bundle_info: v.optional(
        v.looseObject({ stock_bundle_id: v.string(), stock_bundle_index: count }),
      ),
      state: v.picklist(batchStates),
    }),
  ),
  userCoupons: entries(
    v.looseObject({
      ...owned,
      coupon_code: v.string(),
      product_coupon_id: v.string(),
      stock_id: v.string(),
      plan_id: v.string(),
      coupon_state: v.picklist(userCouponStates),
      valid_begin_time: time,
      valid_end_time: time,
      receive_time: time,
      openid: v.string(),
      unionid: v.string(),
      bundle: v.optional(v.looseObject({ id: v.string(), index: count, count })),
    }),
  ),
})
