import type { DeliveryPlan, Endpoint } from '@wxdp/core'
import { ApiError } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as ofBrand from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner'
import * as ofPartner from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { callerIn } from '../settings/caller.ts'
import { clientOptionsIn } from '../settings/client-options.ts'
import type { Settings } from '../settings/settings.ts'
import type { World } from '../terminal/streams.ts'
import { type CheckName, type Finding, fault, skipped, textOf, well } from './finding.ts'
import { checkAuthorities, checkBatch, checkPlanEnd, checkProductCoupon } from './needs.ts'

/** A plan, or the coupon of a plan to come. */
export interface CouponTarget {
  readonly planId?: string | undefined
  readonly productCouponId?: string | undefined
  /** The batch of a single coupon. */
  readonly stockId?: string | undefined
  /** The group of batches of a coupon of several uses. */
  readonly stockBundleId?: string | undefined
}

/** Checks what a plan needs: its coupon and batches, what the brand has authorised, and the callback URLs. Only reads. */
export async function checkCoupon(
  settings: Settings,
  { signal }: World,
  target: CouponTarget,
): Promise<Finding[]> {
  const isPartner = callerIn(settings)?.kind === 'partner'
  const brandId = settings.find('BRAND_ID')?.value
  if (isPartner && brandId === undefined) {
    return [
      fault(
        'coupon',
        { en: 'BRAND_ID is not set.', zh: '未设置 BRAND_ID。' },
        { en: 'Set it to the brand of the coupon.', zh: '请设为商品券所属的品牌。' },
      ),
    ]
  }
  const client = createClient({ ...clientOptionsIn(settings), attempts: 2, timeout: patience })
  const reading: Reading = {
    signal,
    read: (endpoints, input) => {
      const own = isPartner && !endpoints.isOfCaller ? { brand_id: brandId, ...input } : input
      return client.call(isPartner ? endpoints.partner : endpoints.brand, own, { signal })
    },
  }
  return [
    ...(await checkTarget(reading, target)),
    ...(isPartner ? await checkBrand(reading) : []),
    ...(await checkCouponUrl(reading)),
    planUrl(settings),
  ]
}

/** Milliseconds. */
const patience = 8000

/** Calls an endpoint as the caller, for its brand. */
interface Reading {
  readonly signal: AbortSignal
  read<Output>(
    endpoints: {
      readonly partner: Endpoint<unknown, Output>
      readonly brand: Endpoint<unknown, Output>
      /** Whether a service provider calls for itself, not for a brand. */
      readonly isOfCaller?: true
    },
    input: object,
  ): Promise<Output>
}

/** Runs a check; the error of a call is a finding. */
async function attempt(
  check: CheckName,
  { signal }: Reading,
  run: () => Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await run()
  } catch (error) {
    signal.throwIfAborted()
    return [fault(check, textOf(error))]
  }
}

async function checkTarget(reading: Reading, { planId, ...ids }: CouponTarget): Promise<Finding[]> {
  if (planId === undefined) return await checkIds(reading, ids)
  let plan: DeliveryPlan | undefined
  const findings = await attempt('plan', reading, async () => {
    const { plan_list = [] } = await reading.read(
      { partner: partner.listPlans, brand: brand.listPlans },
      { plan_id: planId, page_size: 1 },
    )
    plan = plan_list[0]
    if (plan)
      return [well('plan', `${planId} is ${plan.plan_state}.`, `${planId} 的状态为 ${plan.plan_state}。`)]
    return [
      fault(
        'plan',
        { en: `There is no plan ${planId}.`, zh: `没有投放计划 ${planId}。` },
        { en: 'List them: wxdp plans list', zh: '查询列表：wxdp plans list' },
      ),
    ]
  })
  if (!plan) return findings
  const { product_coupon_id: productCouponId, stock_id: stockId, usage_mode } = plan
  // Examples of responses have both ids; the mode tells which counts.
  const stockBundleId = usage_mode === 'SINGLE' ? undefined : plan.stock_bundle_id
  return [...findings, ...(await checkIds(reading, { productCouponId, stockId, stockBundleId }, plan))]
}

async function checkIds(
  reading: Reading,
  { productCouponId: product_coupon_id, stockId: stock_id, stockBundleId: stock_bundle_id }: CouponTarget,
  plan?: DeliveryPlan,
): Promise<Finding[]> {
  const coupon = await attempt('coupon', reading, async () =>
    checkProductCoupon(
      await reading.read(
        { partner: ofPartner.getProductCoupon, brand: ofBrand.getProductCoupon },
        { product_coupon_id },
      ),
    ),
  )
  const batches = await attempt('batch', reading, async () => {
    const stocks =
      stock_bundle_id === undefined
        ? [
            await reading.read(
              { partner: ofPartner.getStock, brand: ofBrand.getStock },
              { product_coupon_id, stock_id },
            ),
          ]
        : // A group has 15 members at most.
          ((
            await reading.read(
              { partner: ofPartner.listStocks, brand: ofBrand.listStocks },
              { product_coupon_id, stock_bundle_id, page_size: 50 },
            )
          ).stock_list ?? [])
    return stocks.flatMap((stock) => [...checkBatch(stock), ...(plan ? [checkPlanEnd(plan, stock)] : [])])
  })
  return [...coupon, ...batches]
}

function checkBrand(reading: Reading): Promise<Finding[]> {
  const { getProductAuthorities } = ofPartner
  return attempt('authorities', reading, async () => [
    checkAuthorities(
      await reading.read({ partner: getProductAuthorities, brand: getProductAuthorities }, {}),
    ),
  ])
}

function checkCouponUrl(reading: Reading): Promise<Finding[]> {
  return attempt('coupon_notify_url', reading, async () => {
    try {
      const { notify_url } = await reading.read(
        { partner: ofPartner.getCouponNotifyUrl, brand: ofBrand.getCouponNotifyUrl, isOfCaller: true },
        {},
      )
      return [
        well(
          'coupon_notify_url',
          `Callbacks of coupons go to ${notify_url}.`,
          `商品券回调地址为 ${notify_url}。`,
        ),
      ]
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error
      return [
        fault(
          'coupon_notify_url',
          {
            en: 'No callback URL of coupons is set; expected one, since coupons have to be confirmed.',
            zh: '未设置商品券回调地址，应设置，因为券需要确认。',
          },
          { en: 'Set it: wxdp coupons notify-url set URL', zh: '请设置：wxdp coupons notify-url set URL' },
        ),
      ]
    }
  })
}

function planUrl(settings: Settings): Finding {
  const url = settings.find('NOTIFY_URL')?.value ?? 'URL'
  return skipped(
    'plan_notify_url',
    `No call can read the callback URL of plans. If in doubt, set it again: wxdp notify-url set ${url}`,
    `没有接口可以查询投放计划回调地址。如不确定，请重新设置：wxdp notify-url set ${url}`,
  )
}
