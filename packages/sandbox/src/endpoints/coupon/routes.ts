import * as brand from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import { refuseCoupon } from '../../http/coupon-refusals.ts'
import type { IdentityKind } from '../../identities/identity.ts'
import type { EndpointHandler, Route } from '../route.ts'
import { confirmCoupon } from './confirm-coupon.ts'
import { createProductCoupon } from './create-product-coupon.ts'
import { createStock } from './create-stock.ts'
import { deactivateProductCoupon } from './deactivate-product-coupon.ts'
import { deactivateStock } from './deactivate-stock.ts'
import { deactivateUserCoupon } from './deactivate-user-coupon.ts'
import { getCouponNotifyUrl } from './get-coupon-notify-url.ts'
import { getProductAuthorities } from './get-product-authorities.ts'
import { getProductCoupon } from './get-product-coupon.ts'
import { getStock } from './get-stock.ts'
import { getUserCoupon } from './get-user-coupon.ts'
import { listStocks } from './list-stocks.ts'
import { listUserCoupons } from './list-user-coupons.ts'
import { returnCoupon } from './return-coupon.ts'
import { setCouponNotifyUrl } from './set-coupon-notify-url.ts'
import { updateProductCoupon } from './update-product-coupon.ts'
import { updateStock } from './update-stock.ts'
import { updateStockBudget } from './update-stock-budget.ts'
import { uploadImage } from './upload-image.ts'
import { useCoupon } from './use-coupon.ts'

/** The endpoints that service providers and brands both have, with the limit of their pages. */
const shared: readonly (readonly [name: keyof typeof brand, perSecond: number, respond: EndpointHandler])[] =
  [
    ['setCouponNotifyUrl', 20, setCouponNotifyUrl],
    ['getCouponNotifyUrl', 20, getCouponNotifyUrl],
    ['createProductCoupon', 20, createProductCoupon],
    ['getProductCoupon', 20, getProductCoupon],
    ['updateProductCoupon', 20, updateProductCoupon],
    ['deactivateProductCoupon', 20, deactivateProductCoupon],
    ['createStock', 20, createStock],
    ['listStocks', 20, listStocks],
    ['getStock', 20, getStock],
    ['updateStock', 20, updateStock],
    ['updateStockBudget', 20, updateStockBudget],
    ['deactivateStock', 20, deactivateStock],
    ['confirmCoupon', 500, confirmCoupon],
    ['useCoupon', 500, useCoupon],
    ['returnCoupon', 500, returnCoupon],
    ['getUserCoupon', 500, getUserCoupon],
    ['listUserCoupons', 500, listUserCoupons],
    ['deactivateUserCoupon', 500, deactivateUserCoupon],
  ]

const routesOf = (endpoints: Readonly<Record<keyof typeof brand, Route['endpoint']>>): readonly Route[] => [
  ...shared.map(([name, perSecond, respond]) => ({ endpoint: endpoints[name], perSecond, respond })),
  { endpoint: endpoints.uploadImage, perSecond: 20, isUpload: true, respond: uploadImage },
]

/** The endpoints of product coupons, with their rate limits. */
export const couponRoutes: Readonly<Record<IdentityKind, readonly Route[]>> = {
  partner: [
    ...routesOf(partner),
    {
      endpoint: partner.getProductAuthorities,
      perSecond: 10,
      tooFrequent: () => refuseCoupon('tooFrequent'),
      respond: getProductAuthorities,
    },
  ],
  brand: routesOf(brand),
}
