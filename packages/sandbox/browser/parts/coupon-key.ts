import type { Owned } from '../../src/coupons/owned.ts'

/** The key of a coupon in a link: a service provider and a brand can have one with the same id. */
export function couponKey({ owner, brand_id }: Owned, productCouponId: string): string {
  return [owner, brand_id, productCouponId].join('~')
}
