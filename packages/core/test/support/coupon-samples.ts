import type { Endpoint } from '@wxdp/core'
import * as brand from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import samples from '@wxdp-internal/fixtures/coupon-samples.json' with { type: 'json' }

type AnyEndpoint = Endpoint<object, unknown>
type Json = Readonly<Record<string, unknown>>

/** One exchange of one identity, as the pages of product coupons show it. */
export interface CouponExchange {
  /** In the OpenAPI document. */
  readonly operationId: string
  readonly endpoint: AnyEndpoint
  /** Method and target. */
  readonly sends: string
  /** Calls a second, and who shares them. */
  readonly limit: string
  /** Path, query and body in one. */
  readonly input: Json
  /** Absent if the request has none. */
  readonly body: Json | undefined
  readonly output: Json
}

export const couponExchanges: readonly CouponExchange[] = samples.exchanges.flatMap((sample) => {
  const { endpoint: name, sends, perSecond } = sample
  const ofPartner: CouponExchange = {
    operationId: `partner${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    endpoint: endpointIn(partner, name),
    sends: sends.replace(/ (?!\/v3)/, ' /v3/marketing/partner/product-coupon'),
    limit: `${perSecond} per mchid`,
    input: { ...sample.input, ...sample.path },
    body: sends.startsWith('GET') ? undefined : sample.input,
    output: sample.output,
  }
  if (!(name in brand)) return [ofPartner]
  const ofBrand: CouponExchange = {
    ...(JSON.parse(JSON.stringify(ofPartner, withoutBrand)) as CouponExchange),
    operationId: ofPartner.operationId.replace('partner', 'brand'),
    endpoint: endpointIn(brand, name),
    sends: sends.replace(' ', ' /brand/marketing/product-coupon').replace(/[?&]brand_id=\w+/, ''),
    limit: `${perSecond} per brand_id`,
  }
  return [ofPartner, ofBrand]
})

export const couponNotifications = samples.notifications

function endpointIn(entryPoint: object, name: string): AnyEndpoint {
  return (entryPoint as Record<string, AnyEndpoint>)[name] as AnyEndpoint
}

/** A brand neither sends nor gets its own id. */
function withoutBrand(name: string, value: unknown): unknown {
  return name === 'brand_id' ? undefined : value
}
