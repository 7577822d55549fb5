// A sandbox whose insides a test may change, and plans that deliver coupons.
import type { DeliveryPlan } from '@wxdp/core'
import type { SandboxOptions } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { assemble } from '../../src/box/assemble.ts'
import type { Batch, BatchTerms } from '../../src/coupons/batch.ts'
import type { BundleTerms } from '../../src/coupons/bundle.ts'
import type { CouponTerms } from '../../src/coupons/coupon.ts'
import { addCoupon, addStock } from '../../src/coupons/create.ts'
import type { Owned } from '../../src/coupons/owned.ts'
import type { UserCouponRecord } from '../../src/coupons/user-coupon.ts'
import { generateRsaKeyPair } from '../../src/identities/key-pair.ts'
import { handOutNext } from '../../src/plans/hand-out.ts'
import type { State } from '../../src/plans/state.ts'
import { callerOf } from './caller.ts'
import { createPlan, iso, type Stage, start } from './stage.ts'

const { mchid, serialNo, publicKey } = keys.merchant

export interface CouponStage extends Pick<Stage, 'box' | 'partner'> {
  readonly state: State
}

/** A sandbox whose clock stands still until it is turned, with all callback URLs set. */
export async function couponStage(options: SandboxOptions = {}): Promise<CouponStage> {
  const merchant = { mchid, serialNo, publicKey }
  const deliver = async (): Promise<Response> => new Response(null, { status: 204 })
  const { sandbox: box, state } = await assemble({
    callers: options.state ? {} : { merchant },
    options: { now: () => start, deliver, callbacks: { probes: 0, duplicates: 0 }, ...options },
    makeKeyPair: generateRsaKeyPair,
  })
  for (const owner of ['partner', 'brand'] as const) {
    state.setNotifyUrl(owner, 'https://pay.example.com/plans')
    state.setCouponNotifyUrl(owner, 'https://pay.example.com/coupons')
  }
  return { box, state, partner: await callerOf(box, 'partner') }
}

/** Creates a plan of this batch, and lets its delivery begin. */
export async function delivering(
  { box, partner }: Pick<CouponStage, 'box' | 'partner'>,
  change: object = {},
): Promise<DeliveryPlan> {
  const plan = await createPlan(partner, {
    ...planBody,
    out_request_no: `plan-${box.control.plans().total}`,
    ...change,
  })
  await box.control.approve(plan.plan_id)
  const { delivery_start_time } = plan
  await box.control.advance(Math.max(0, Date.parse(delivery_start_time) - box.control.now))
  await box.control.settled()
  return plan
}

const planBody = {
  brand_id: '120344',
  product_coupon_id: '1000000013',
  stock_id: '1000000013001',
  reuse_coupon_config: false,
  plan_name: '秋季满减券',
  total_count: 20_000,
  user_limit: 2,
  daily_limit: 500,
  delivery_start_time: iso(1),
  delivery_end_time: iso(31),
}

export const owned: Owned = { owner: 'partner', brand_id: '120344' }

export const singleTerms: CouponTerms = {
  scope: 'ALL',
  type: 'DISCOUNT',
  usage_mode: 'SINGLE',
  single_usage_info: { discount_coupon: { threshold: 10_000, percent_off: 20 } },
  display_info: {
    name: '满一百打八折',
    image_url: 'https://img.example.com/coupon/item.png',
    background_url: 'https://img.example.com/coupon/back.jpg',
  },
}
export const bundledTerms: CouponTerms = {
  ...singleTerms,
  type: 'NORMAL',
  usage_mode: 'PROGRESSIVE_BUNDLE',
  single_usage_info: undefined,
  progressive_bundle_usage_info: { count: 3, interval_days: 1 },
}
const common = {
  coupon_code_mode: 'WECHATPAY',
  stock_send_rule: { max_count: 20_000, max_count_per_day: 2000, max_count_per_user: 1 },
  usage_rule_display_info: {
    coupon_usage_method_list: ['MINI_PROGRAM', 'PAYMENT_CODE'],
    mini_program_appid: 'wx00000000000000b2',
    mini_program_path: '/pages/shop/index',
    usage_description: '周末可用',
  },
  coupon_display_info: { code_display_mode: 'QRCODE' },
  notify_config: { notify_appid: 'wx00000000000000a1' },
  store_scope: 'ALL',
}
export const period = { available_begin_time: iso(0), available_end_time: iso(60) }
export const batchTerms: BatchTerms = {
  ...common,
  single_usage_rule: { coupon_available_period: period },
}
const round = { threshold: 5000, discount_amount: 500 }
export const bundleTerms: BundleTerms = {
  ...common,
  progressive_bundle_usage_rule: {
    coupon_available_period: period,
    normal_coupon_list: [round, round, { ...round, discount_amount: 800 }],
  },
}

/** The ids of a new coupon with one batch, as a plan names them. */
export function newSingle(
  { coupons }: State,
  { coupon = {}, batch = {} }: { coupon?: Partial<CouponTerms>; batch?: Partial<BatchTerms> } = {},
): { product_coupon_id: string; stock_id: string } {
  const made = addCoupon(coupons, { ...owned, terms: { ...singleTerms, ...coupon } })
  const [first] = addStock(coupons, made, { kind: 'batch', terms: { ...batchTerms, ...batch } })
  return { product_coupon_id: made.product_coupon_id, stock_id: String(first?.stock_id) }
}

/** The ids of a new coupon with a group of batches, as a plan names them. */
export function newBundle(
  { coupons }: State,
  change: Partial<BundleTerms> = {},
): { product_coupon_id: string; stock_id: undefined; stock_bundle_id: string; usage_mode: string } {
  const made = addCoupon(coupons, { ...owned, terms: bundledTerms })
  const [first] = addStock(coupons, made, { kind: 'bundle', terms: { ...bundleTerms, ...change } })
  return {
    product_coupon_id: made.product_coupon_id,
    stock_id: undefined,
    stock_bundle_id: String(first?.stock_bundle_info?.stock_bundle_id),
    usage_mode: 'PROGRESSIVE_BUNDLE',
  }
}

export function batchOf({ coupons }: State, stockId: string): Batch {
  return coupons.batches.inGroup(`id ${stockId}`)[0] as Batch
}

/** Confirms a coupon, as its call does. */
export function confirm({ coupons, now }: State, code: string): UserCouponRecord | undefined {
  const change = { confirmation: { request_no: `cfm-${code}`, time: now() } }
  return coupons.takeStep(coupons.userCoupons.find(code) as UserCouponRecord, 'confirm', {
    ...{ by: 'request', change },
  })
}

/** Confirms and redeems a coupon, as its calls do. Returns the next one of its group. */
export function redeem(state: State, code: string): UserCouponRecord | undefined {
  confirm(state, code)
  const { coupons, now } = state
  const change = { use: { request_no: `use-${code}`, use_time: new Date(now()).toISOString() } }
  const used = coupons.takeStep(coupons.userCoupons.find(code) as UserCouponRecord, 'use', {
    ...{ by: 'request', change },
  })
  return used && handOutNext(state, used)
}
