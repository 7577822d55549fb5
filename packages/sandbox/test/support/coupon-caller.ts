// A sandbox with a caller that has coupons.
import type { ListStocksOutput, ProductCoupon, Stock, UserCoupon } from '@wxdp/core/coupon'
import type { SandboxOptions, SandboxUserCoupon } from '@wxdp/sandbox'
import { expect } from 'vitest'
import { type CallResponse, paths } from './caller.ts'
import { changed, inputsOf, type Json } from './coupon-bodies.ts'
import { brandPlans, createPlan, iso, plans, type Stage, stage } from './stage.ts'

export type Kind = 'partner' | 'brand'
export const kinds: readonly Kind[] = ['partner', 'brand']

const bases = {
  partner: '/v3/marketing/partner/product-coupon',
  brand: '/brand/marketing/product-coupon',
} as const
/** The sandbox's brand: a service provider names it, the brand does not. */
const brandId = '120344'
export const appid = 'wx00000000000000a1'
export const openid = 'oSyn-000000000000000000000001'

/** When the coupons of the samples can be used: at any hour, from the beginning. */
const period = { available_begin_time: iso(0), available_end_time: iso(60) }

/** Bodies of coupons as the pages show them: the whole shop, certain items, several uses. */
export function couponBodies(kind: Kind): readonly [shop: Json, item: Json, bundle: Json] {
  const [shop, item, bundle] = inputsOf('createProductCoupon', 'brand').map((body) => ofBrand(kind, body))
  return [
    changed(shop as Json, { '/stock/single_usage_rule/coupon_available_period': period }),
    changed(item as Json, { '/stock/single_usage_rule/coupon_available_period': period }),
    changed(bundle as Json, {
      '/stock_bundle/progressive_bundle_usage_rule/coupon_available_period': period,
    }),
  ]
}

/** The first input of an endpoint, for the sandbox's brand. */
export function bodyOf(kind: Kind, endpoint: string, changes: Json = {}): Json {
  return changed(ofBrand(kind, inputsOf(endpoint, 'brand')[0] as Json), changes)
}

function ofBrand(kind: Kind, body: Json): Json {
  return kind === 'partner' ? { ...body, brand_id: brandId } : body
}

export interface CouponStage extends Stage {
  readonly kind: Kind
  /** Path after the base. */
  readonly post: (path: string, body: object) => Promise<CallResponse>
  readonly patch: (path: string, body: object) => Promise<CallResponse>
  /** With `brand_id` for a service provider, but for the settings. */
  readonly get: (path: string, query?: Readonly<Record<string, string>>) => Promise<CallResponse>
  /** Creates one of `couponBodies`. */
  readonly create: (which?: 0 | 1 | 2, changes?: Json) => Promise<Created>
  /** A plan that gives out a coupon. */
  readonly deliver: (coupon: Created) => Promise<string>
  /** A user takes the coupon of a plan. */
  readonly give: (planId: string, user?: string) => Promise<SandboxUserCoupon>
  /** Confirms, redeems, returns or withdraws a coupon. */
  readonly act: (
    coupon: SandboxUserCoupon,
    action: 'confirm' | 'use' | 'return' | 'deactivate',
    changes?: Json,
  ) => Promise<CallResponse>
}

export interface Created extends ProductCoupon {
  readonly stock?: Stock
  readonly stock_bundle?: { readonly stock_bundle_id: string; readonly stock_list: readonly Stock[] }
}

const endpoints = {
  confirm: 'confirmCoupon',
  use: 'useCoupon',
  return: 'returnCoupon',
  deactivate: 'deactivateUserCoupon',
} as const

export async function couponStage(
  kind: Kind,
  { url = true, ...options }: SandboxOptions & { readonly url?: boolean } = {},
): Promise<CouponStage> {
  const on = await stage(options)
  const call = on[kind]
  const base = bases[kind]
  const now = (): string => new Date(on.box.control.now).toISOString()
  const post: CouponStage['post'] = (path, body) => call('POST', base + path, body)
  if (url) {
    const set = await post('/notify-configs', { notify_url: 'https://pay.example.com/coupons' })
    expect(set.status).toBe(200)
  }
  let numbers = 0
  let hasPlanUrl = false
  const setPlanUrl = async (): Promise<void> => {
    const { mchid } = on.box.credentials
    const path = kind === 'partner' ? `${paths.partner}/${mchid}/notify-url` : `${paths.brand}/notify-url`
    expect((await call('POST', path, { notify_url: 'https://pay.example.com/plans' })).status).toBe(200)
  }
  return {
    ...on,
    kind,
    post,
    patch: (path, body) => call('PATCH', base + path, body),
    get(path, query = {}) {
      const isOfBrand = kind === 'partner' && path !== '/notify-configs'
      const search = new URLSearchParams(isOfBrand ? { brand_id: brandId, ...query } : query)
      return call('GET', `${base}${path}${search.size > 0 ? `?${search}` : ''}`)
    },
    async create(which = 0, changes = {}) {
      const { status, body } = await post('/product-coupons', changed(couponBodies(kind)[which], changes))
      expect([status, body.code]).toEqual([200, undefined])
      return body as unknown as Created
    },
    async deliver({ product_coupon_id, stock, stock_bundle }) {
      numbers += 1
      const own = {
        ...{
          reuse_coupon_config: false,
          plan_name: '投放',
          total_count: 10_000,
          user_limit: (stock ?? stock_bundle?.stock_list[0])?.stock_send_rule.max_count_per_user,
          daily_limit: 1000,
        },
        ...{ delivery_start_time: now(), delivery_end_time: iso(50) },
      }
      const body = {
        ...ofBrand(kind, own),
        out_request_no: `plan-00${numbers}`,
        product_coupon_id,
        ...(stock_bundle
          ? { usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: stock_bundle.stock_bundle_id }
          : { stock_id: stock?.stock_id }),
      }
      const { plan_id } = await createPlan(call, body, kind === 'partner' ? plans : brandPlans)
      if (!hasPlanUrl) await setPlanUrl()
      hasPlanUrl = true
      await on.box.control.approve(plan_id)
      return plan_id
    },
    async give(planId, user = openid) {
      return (await on.box.control.sendCoupon(planId, { openid: user })).userCoupon
    },
    act({ coupon_code, product_coupon_id, stock_id, openid }, action, changes = {}) {
      numbers += 1
      const body = bodyOf(kind, endpoints[action], {
        '/out_request_no': `${action}-000${numbers}`,
        '/product_coupon_id': product_coupon_id,
        '/stock_id': stock_id,
        ...(action === 'use' && { '/use_time': now() }),
        ...changes,
      })
      return post(`/users/${openid}/coupons/${coupon_code}/${action}`, body)
    },
  }
}

export const stocksIn = ({ body }: CallResponse): readonly Stock[] =>
  (body as unknown as ListStocksOutput).stock_list ?? []
export const userCouponIn = ({ body }: CallResponse): UserCoupon => body as unknown as UserCoupon
