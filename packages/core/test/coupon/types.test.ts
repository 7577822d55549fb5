import type * as brand from '@wxdp/core/brand/coupon'
import type { AvailablePeriodInput, OrderReference, ProductCouponInput } from '@wxdp/core/coupon'
import type * as partner from '@wxdp/core/partner/coupon'
import { expect, it } from 'vitest'

// The compiler checks this file: each line after an @ts-expect-error must not compile, and all others must.

declare const shop: Extract<ProductCouponInput, { scope: 'ALL'; type: 'DISCOUNT'; usage_mode: 'SINGLE' }>
declare const item: Extract<ProductCouponInput, { type: 'EXCHANGE'; usage_mode: 'SINGLE' }>
declare const group: Extract<ProductCouponInput, { type: 'NORMAL'; usage_mode: 'PROGRESSIVE_BUNDLE' }>

const rule = { threshold: 0, percent_off: 10 }
const bounds = { available_begin_time: '', available_end_time: '' }

export const coupons = (): ProductCouponInput[] => [
  shop,
  item,
  group,
  // @ts-expect-error A fixed price is for certain items only.
  { ...item, scope: 'ALL' },
  // @ts-expect-error The whole shop has its rule in the coupon.
  { ...shop, single_usage_info: undefined },
  // @ts-expect-error And not in the batch, too.
  {
    ...shop,
    stock: { ...shop.stock, single_usage_rule: { ...shop.stock.single_usage_rule, discount_coupon: rule } },
  },
  // @ts-expect-error The rule is that of the type.
  { ...shop, single_usage_info: { normal_coupon: { threshold: 0, discount_amount: 1 } } },
  // @ts-expect-error Certain items are named.
  { ...item, display_info: { name: '', image_url: '', background_url: '' } },
  // @ts-expect-error Several uses need a group of batches.
  { ...group, stock_bundle: undefined },
  // @ts-expect-error A group has no codes of its own calls.
  { ...group, stock_bundle: { ...group.stock_bundle, coupon_code_mode: 'API_ASSIGN' } },
]

export const periods: AvailablePeriodInput[] = [
  bounds,
  { ...bounds, available_days: 7, wait_days_after_receive: 1 },
  { ...bounds, available_seconds: 3600 },
  // @ts-expect-error A wait needs a number of days.
  { ...bounds, wait_days_after_receive: 1 },
  // @ts-expect-error Seconds exclude everything else.
  { ...bounds, available_seconds: 3600, available_days: 7 },
]

export const orders: OrderReference[] = [
  { transaction_id: '1' },
  { out_trade_no: '1', mchid: '2', transaction_id: '3' },
  // @ts-expect-error An own number needs the merchant.
  { out_trade_no: '1' },
  // @ts-expect-error An order has a number.
  {},
]

const ids = {
  openid: '',
  coupon_code: '',
  product_coupon_id: '',
  stock_id: '',
  appid: '',
  out_request_no: '',
}
export const ofPartner: partner.ConfirmCouponInput[] = [
  { ...ids, brand_id: '1' },
  // @ts-expect-error A service provider names the brand.
  ids,
]
export const ofBrand: brand.ConfirmCouponInput[] = [
  ids,
  // @ts-expect-error A brand does not.
  { ...ids, brand_id: '1' },
]
const budget = { product_coupon_id: '', stock_id: '', out_request_no: '' }
export const budgets: brand.UpdateStockBudgetInput[] = [
  { ...budget, update_mode: 'MAX_COUNT', current_max_count: 1, target_max_count: 2 },
  // @ts-expect-error The pair of the mode.
  { ...budget, update_mode: 'MAX_COUNT', current_max_count_per_day: 1, target_max_count_per_day: 2 },
]

it('the compiler has checked the types above', () => {
  expect(periods).toHaveLength(5)
})
