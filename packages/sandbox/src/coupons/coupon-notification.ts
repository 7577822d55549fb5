import type { CouponSent } from '@wxdp/core/coupon'
import type { NotificationContent } from '../callbacks/notification.ts'
import { toChinaTime } from '../http/times.ts'
import { brandIn } from './owned.ts'
import type { UserCouponRecord } from './user-coupon.ts'

const texts = {
  partner: { eventType: 'PRODUCT_COUPON_SP.SEND', associatedData: 'product_coupon_sp' },
  brand: { eventType: 'PRODUCT_COUPON.SEND', associatedData: 'product_coupon' },
} as const

/**
 * The notification that a user got a coupon.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015780862}
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015755761}
 */
export function couponNotification(
  userCoupon: UserCouponRecord,
  stockBundleId: string | undefined,
): NotificationContent {
  const { owner, bundle } = userCoupon
  const resource: CouponSent = {
    ...brandIn(userCoupon),
    coupon_code: userCoupon.coupon_code,
    product_coupon_id: userCoupon.product_coupon_id,
    stock_id: userCoupon.stock_id,
    ...(bundle && { stock_bundle_id: stockBundleId, user_coupon_bundle_id: bundle.id }),
    appid: userCoupon.appid,
    openid: userCoupon.openid,
    unionid: userCoupon.unionid,
    receive_time: toChinaTime(userCoupon.receive_time),
    send_request_no: userCoupon.send_request_no,
    send_channel: 'BRAND_MANAGE',
    valid_begin_time: toChinaTime(userCoupon.valid_begin_time),
    valid_end_time: toChinaTime(userCoupon.valid_end_time),
  }
  return { ...texts[owner], originalType: 'coupon', summary: '商品券领券通知', resource }
}
