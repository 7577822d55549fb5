/** State of a product coupon (商品券状态) that is known today. */
export type KnownProductCouponState =
  /** In review (审核中): not usable. That new coupons can be in it is inferred: all samples show `EFFECTIVE`. */
  | 'AUDITING'
  /** Usable (生效). */
  | 'EFFECTIVE'
  /** Ended by a call (已失效), with all its batches. Final. */
  | 'DEACTIVATED'

/** State of a product coupon (商品券状态). Open: WeChat Pay adds states without notice. */
export type ProductCouponState = KnownProductCouponState | (string & {})

/** State of a batch (批次状态) that is known today. */
export type KnownStockState =
  /** In review (审核中). */
  | 'AUDITING'
  /** Being given out (发放中). */
  | 'SENDING'
  /** Paused (已暂停). What pauses a batch is not documented. */
  | 'PAUSED'
  /** Its end has come (已停止). Final. */
  | 'STOPPED'
  /** Ended by a call (已失效). Final. */
  | 'DEACTIVATED'

/** State of a batch (批次状态). Open: WeChat Pay adds states without notice. */
export type StockState = KnownStockState | (string & {})

/** State of a user coupon (用户商品券状态) that is known today. */
export type KnownUserCouponState =
  /** Given to the user, waits for `confirmCoupon` (待确认): not usable. Whether it lapses is not documented. */
  | 'CONFIRMING'
  /** Confirmed, not usable yet (待生效): its time has not begun. */
  | 'PENDING'
  /** Usable (生效). */
  | 'EFFECTIVE'
  /** Redeemed (已核销). `returnCoupon` makes it usable again within its validity. */
  | 'USED'
  /** Its validity is over (已过期). Final. */
  | 'EXPIRED'
  /** Deleted by the user (已删除). Final. */
  | 'DELETED'
  /** Withdrawn by a call (已失效). Final. */
  | 'DEACTIVATED'

/** State of a user coupon (用户商品券状态). Open: WeChat Pay adds states without notice. */
export type UserCouponState = KnownUserCouponState | (string & {})

/** How a coupon was given out (发放渠道). Open: WeChat Pay adds channels without notice. */
export type SendChannel =
  /** By a delivery plan (摇一摇). */
  | 'BRAND_MANAGE'
  /** By a send call (接口发放). */
  | 'API'
  /** By the component in a mini-program (领券组件). */
  | 'RECEIVE_COMPONENT'
  /** As a member's benefit (会员). Seen on pages of brands only. */
  | 'MEMBER'
  | (string & {})

/** What a coupon does for the price (商品券类型). */
export type CouponType =
  /** An amount off (满减券). */
  | 'NORMAL'
  /** Percent off (折扣券). */
  | 'DISCOUNT'
  /** A fixed price (兑换券), only for certain items. */
  | 'EXCHANGE'
