// Valid inputs, and a plan as a response holds it.
import type { DeliveryPlan, OwnPlanTerms, PlanBasics, ReusedPlanTerms, SinglePlanCoupon } from '@wxdp/core'
import type { UpdatePlanInput } from '@wxdp/core/partner'

type Basics = PlanBasics & SinglePlanCoupon & { readonly brand_id: string }

export const plan_id: string = '12000000000000000000000000000001'

/** Creates a plan on the terms of its coupon. */
export const reused: Basics & ReusedPlanTerms = {
  out_request_no: 'create-20261124',
  brand_id: '120344',
  product_coupon_id: '1000000013',
  stock_id: '1000000013001',
  reuse_coupon_config: true,
}

/** Creates a plan on terms of its own. */
export const own: Basics & OwnPlanTerms = {
  ...reused,
  reuse_coupon_config: false,
  plan_name: '秋季摇一摇活动满减券投放',
  total_count: 10_000,
  user_limit: 1,
  daily_limit: 500,
  delivery_start_time: '2026-12-01T00:00:00+08:00',
  delivery_end_time: '2026-12-06T00:00:00+08:00',
}

export const change: UpdatePlanInput = {
  plan_id,
  out_request_no: 'change-1',
  modify_content: { total_count: 20_000 },
}

/** With a new field, and with new values of enums. */
export const plan: DeliveryPlan & { readonly a_new_field: unknown } = {
  plan_id,
  plan_name: 'n',
  plan_state: 'SOMETHING_NEW',
  delivery_start_time: '2026-12-01T00:00:00+08:00',
  delivery_end_time: '2026-12-06T00:00:00+08:00',
  product_coupon_id: 'c',
  usage_mode: 'TRIPLE',
  brand_id: 'b',
  total_count: 10_000,
  reuse_coupon_config: false,
  a_new_field: { x: 1 },
}
