import type { ReceivedCouponDisplay, Stock, UserCoupon } from '@wxdp/core/coupon'
import type { Batch } from '../../coupons/batch.ts'
import type { UserCouponRecord } from '../../coupons/user-coupon.ts'
import type { State } from '../../plans/state.ts'

/** A batch as calls that create or change it return it. */
export function changedStock({ coupons }: State, batch: Batch): Stock {
  return coupons.received.stock(batch)
}

/** A batch as it is read. To a brand, its video is not shown: the rows of these responses do not have it. */
export function readStock(state: State, batch: Batch): Stock {
  return withoutVideo(batch, changedStock(state, batch))
}

/** A user's coupon as all calls return it. To a brand, the video of its batch is not shown. */
export function shownUserCoupon({ coupons }: State, userCoupon: UserCouponRecord): UserCoupon {
  const shown = coupons.received.userCoupon(userCoupon)
  return { ...shown, stock: withoutVideo(userCoupon, shown.stock) }
}

function withoutVideo({ owner }: Pick<Batch, 'owner'>, stock: Stock): Stock {
  if (owner === 'partner') return stock
  const { entrance_finder: _, ...display } = stock.coupon_display_info as ReceivedCouponDisplay
  return { ...stock, coupon_display_info: display }
}
