// Coupons of users in every state, for the page to show.
import { createPlan, setNotifyUrl } from '@wxdp/core/partner'
import {
  type CreateProductCouponInput,
  confirmCoupon,
  createProductCoupon,
  deactivateUserCoupon,
  returnCoupon,
  setCouponNotifyUrl,
  useCoupon,
} from '@wxdp/core/partner/coupon'
import { clientOf, type Stage } from './stage.ts'

const day = 86_400_000
const couponUrl = 'https://pay.example.com/wechatpay/coupons'
export const openid = 'oSyn-000000000000000000000001'

/** Sets both callback URLs of the service provider. */
export async function setUrls(stage: Stage): Promise<void> {
  const client = clientOf(stage)
  const sp_mchid = stage.sandbox.credentials.mchid
  await client.call(setNotifyUrl, { sp_mchid, notify_url: 'https://pay.example.com/wechatpay/plans' })
  await client.call(setCouponNotifyUrl, { notify_url: couponUrl })
}

/** A plan that delivers now. */
export interface Delivering {
  readonly planId: string
  readonly productCouponId: string
  /** Of a group, its first one. */
  readonly stockId: string
}

/** A coupon that can be used once, on the day on which it is received. */
export function singleCoupon(stage: Stage, name: string): CreateProductCouponInput {
  return {
    ...common(stage, name),
    usage_mode: 'SINGLE',
    single_usage_info: { normal_coupon: { threshold: 10_000, discount_amount: 1000 } },
    stock: {
      ...batch,
      single_usage_rule: { coupon_available_period: { ...period(stage), available_days: 1 } },
    },
  }
}

/** A coupon of three rounds. */
export function bundleCoupon(stage: Stage, name: string): CreateProductCouponInput {
  const rounds = [1500, 500, 800].map((discount_amount) => ({ threshold: 5000, discount_amount }))
  return {
    ...common(stage, name),
    usage_mode: 'PROGRESSIVE_BUNDLE',
    progressive_bundle_usage_info: { count: 3, interval_days: 0 },
    stock_bundle: {
      ...batch,
      progressive_bundle_usage_rule: { coupon_available_period: period(stage), normal_coupon_list: rounds },
    },
  }
}

const common = ({ sandbox }: Stage, name: string) =>
  ({
    out_request_no: `coupon-${sandbox.control.coupons().total}`,
    brand_id: sandbox.brand.brandId,
    scope: 'ALL',
    type: 'NORMAL',
    display_info: {
      name,
      image_url: 'https://img.example.com/coupon/item.png',
      background_url: 'https://img.example.com/coupon/back.jpg',
    },
  }) as const

const batch = {
  remark: '十二月',
  coupon_code_mode: 'WECHATPAY',
  stock_send_rule: { max_count: 20_000, max_count_per_day: 2000, max_count_per_user: 10 },
  usage_rule_display_info: {
    coupon_usage_method_list: ['PAYMENT_CODE'],
    usage_description: '出示付款码使用',
  },
  coupon_display_info: { code_display_mode: 'QRCODE' },
  notify_config: { notify_appid: 'wx00000000000000a1' },
  store_scope: 'NONE',
} as const

const period = ({ sandbox: { control } }: Stage) => ({
  available_begin_time: new Date(control.now).toISOString(),
  available_end_time: new Date(control.now + 60 * day).toISOString(),
})

/** Creates a coupon and a plan that delivers it from now on. Both URLs must be set. */
export async function deliver(stage: Stage, coupon: CreateProductCouponInput): Promise<Delivering> {
  const client = clientOf(stage)
  const { control } = stage.sandbox
  const { product_coupon_id, usage_mode, stock, stock_bundle } = await client.call(
    createProductCoupon,
    coupon,
  )
  const first = stock ?? stock_bundle?.stock_list[0]
  const { plan } = await client.call(createPlan, {
    ...{ out_request_no: `plan-${product_coupon_id}`, brand_id: coupon.brand_id, product_coupon_id },
    ...(usage_mode === 'SINGLE'
      ? { stock_id: String(stock?.stock_id) }
      : { usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: String(stock_bundle?.stock_bundle_id) }),
    ...{
      plan_name: `${coupon.display_info.name} 计划`,
      total_count: 20_000,
      user_limit: 10,
      daily_limit: 500,
    },
    delivery_start_time: new Date(control.now + 60_000).toISOString(),
    delivery_end_time: new Date(control.now + 40 * day).toISOString(),
    reuse_coupon_config: false,
  })
  await control.approve(plan.plan_id)
  await control.advance('2m')
  return { planId: plan.plan_id, productCouponId: product_coupon_id, stockId: String(first?.stock_id) }
}

/** Gives a coupon to a user. Returns its code. */
export async function take({ sandbox }: Stage, planId: string, user = {}): Promise<string> {
  return (await sandbox.control.sendCoupon(planId, user)).userCoupon.coupon_code
}

type Calls = 'confirm' | 'use' | 'return' | 'deactivate'

/** What the integration does with a coupon. */
export async function call(stage: Stage, code: string, what: Calls, reason = '用户投诉处理'): Promise<void> {
  const client = clientOf(stage)
  const { openid, product_coupon_id, stock_id, appid, brand_id } = stage.sandbox.control.userCoupon(code)
  const coupon = { coupon_code: code, openid, product_coupon_id, stock_id, appid, brand_id }
  const numbered = { ...coupon, out_request_no: `${what}-${code}` }
  if (what === 'confirm') await client.call(confirmCoupon, numbered)
  if (what === 'return') await client.call(returnCoupon, numbered)
  if (what === 'deactivate')
    await client.call(deactivateUserCoupon, { ...numbered, deactivate_reason: reason })
  if (what === 'use') {
    const use_time = new Date(stage.sandbox.control.now).toISOString()
    const associated_order_info = { transaction_id: `4200009999${code.slice(-18)}` }
    await client.call(useCoupon, { ...numbered, use_time, associated_order_info, saved_amount: 1000 })
  }
  await stage.sandbox.control.settled()
}

/** Codes of coupons in every state. */
export interface Given extends Delivering {
  readonly codes: Readonly<
    Record<
      'lapsed' | 'confirming' | 'effective' | 'used' | 'returned' | 'deleted' | 'deactivated' | 'round',
      string
    >
  >
}

/** Coupons of users in every state. One was never confirmed and has expired; the callback of another is not accepted. */
export async function fillCoupons(stage: Stage, name = '<b>粗体</b>', reason?: string): Promise<Given> {
  const { control } = stage.sandbox
  await setUrls(stage)
  const bundle = await deliver(stage, bundleCoupon(stage, '三次优惠券'))
  const plan = await deliver(stage, singleCoupon(stage, name))
  const lapsed = await take(stage, plan.planId)
  await control.advance('1d')
  const [effective, used, returned, deleted, deactivated] = [
    ...[await take(stage, plan.planId), await take(stage, plan.planId), await take(stage, plan.planId)],
    ...[await take(stage, plan.planId), await take(stage, plan.planId)],
  ] as [string, string, string, string, string]
  const round = await take(stage, bundle.planId, { openid })
  for (const code of [effective, used, returned, deleted, round]) await call(stage, code, 'confirm')
  for (const code of [used, returned, round]) await call(stage, code, 'use')
  await call(stage, returned, 'return')
  await call(stage, deactivated, 'deactivate', reason)
  control.deleteUserCoupon(deleted)
  Object.assign(stage.receiver, { status: 500, body: '' })
  const confirming = await take(stage, plan.planId, { openid })
  await control.advance('1m')
  Object.assign(stage.receiver, { status: 204 })
  return { ...plan, codes: { lapsed, confirming, effective, used, returned, deleted, deactivated, round } }
}
