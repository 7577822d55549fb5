import { describe, expect, it } from 'vitest'
import { batchTermsOf } from '../../src/coupons/bundle.ts'
import { addCoupon, addStock } from '../../src/coupons/create.ts'
import type { UserCouponRecord } from '../../src/coupons/user-coupon.ts'
import {
  batchOf,
  batchTerms,
  bundledTerms,
  bundleTerms,
  couponStage,
  delivering,
  newSingle,
  owned,
  period,
  redeem,
  singleTerms,
} from '../support/coupon-stage.ts'
import { createPlan, own } from '../support/stage.ts'

describe('ids', () => {
  it('ascend, and pass over those that were made elsewhere', async () => {
    const set = await couponStage()
    const elsewhere = { product_coupon_id: '9100000002', stock_id: '9100000003001' }
    await createPlan(set.partner, { ...own, ...elsewhere })
    expect([newSingle(set.state), newSingle(set.state)]).toEqual([
      { product_coupon_id: '9100000003', stock_id: '9100000003002' },
      { product_coupon_id: '9100000004', stock_id: '9100000004001' },
    ])
  })
})

describe('a batch', () => {
  it('with uploaded codes says that it has none', async () => {
    const { state } = await couponStage()
    const { stock_id } = newSingle(state, { batch: { coupon_code_mode: 'UPLOAD' } })
    expect(state.coupons.received.stock(batchOf(state, stock_id))).toMatchObject({
      coupon_code_mode: 'UPLOAD',
      coupon_code_count_info: { total_count: 0, available_count: 0 },
    })
  })
})

describe('a group', () => {
  it.each([
    ['normal_coupon', { threshold: 1, discount_amount: 1 }, { threshold: 1, discount_amount: 2 }],
    ['discount_coupon', { threshold: 0, percent_off: 10 }, { threshold: 0, percent_off: 20 }],
    ['exchange_coupon', { threshold: 0, exchange_price: 20 }, { threshold: 0, exchange_price: 10 }],
  ] as const)('of the kind %s has the rule of each round in its batch', (name, first, second) => {
    const rule = { coupon_available_period: period, [`${name}_list`]: [first, second] }
    const terms = batchTermsOf({ ...bundleTerms, progressive_bundle_usage_rule: rule }, 2)
    expect(terms.map((each) => each.progressive_bundle_usage_rule)).toEqual([
      { coupon_available_period: period, [name]: first },
      { coupon_available_period: period, [name]: second },
    ])
    expect(terms.map(({ stock_send_rule }) => stock_send_rule.max_count_per_day)).toEqual([2000, undefined])
  })

  it('without an interval gives the next coupon for use at once', async () => {
    const set = await couponStage()
    const { coupons } = set.state
    const terms = { ...bundledTerms, progressive_bundle_usage_info: { count: 3 } }
    const made = addCoupon(coupons, { ...owned, terms })
    const [first] = addStock(coupons, made, { kind: 'bundle', terms: bundleTerms })
    const { plan_id } = await delivering(set, {
      ...{ product_coupon_id: made.product_coupon_id, stock_id: undefined, user_limit: 1 },
      ...{ stock_bundle_id: first?.stock_bundle_info?.stock_bundle_id, usage_mode: 'PROGRESSIVE_BUNDLE' },
    })
    const { coupon_code } = (await set.box.control.sendCoupon(plan_id)).userCoupon
    const next = redeem(set.state, coupon_code) as UserCouponRecord
    expect(next.valid_begin_time).toBe(set.box.control.now)
  })
})

it('a coupon that was made by a call has the terms of the call alone', async () => {
  const { state } = await couponStage()
  const made = addCoupon(state.coupons, { ...owned, terms: singleTerms })
  expect(state.coupons.received.coupon(made)).toEqual({
    product_coupon_id: '9100000001',
    ...singleTerms,
    state: 'EFFECTIVE',
    brand_id: '120344',
  })
  expect(addStock(state.coupons, made, { kind: 'batch', terms: batchTerms })).toHaveLength(1)
})
