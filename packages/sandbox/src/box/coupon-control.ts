import type { CallbackDelivery } from '../callbacks/delivery.ts'
import type { Owned } from '../coupons/owned.ts'
import type { CouponRecipient } from '../plans/hand-out.ts'
import type {
  SandboxBatch,
  SandboxBatchPage,
  SandboxBatchQuery,
  SandboxCoupon,
  SandboxCouponPage,
  SandboxCouponQuery,
  SandboxUserCoupon,
  SandboxUserCouponPage,
  SandboxUserCouponQuery,
} from './sandbox-coupon.ts'

/** A coupon that was given to a user, and the deliveries of its notification. */
export interface SentCoupon {
  readonly userCoupon: SandboxUserCoupon
  readonly deliveries: readonly CallbackDelivery[]
}

/** What happens to coupons without a call. */
export interface CouponControl {
  /**
   * A user takes the coupon of a plan: its state is `CONFIRMING`, and `PRODUCT_COUPON_SP.SEND` (for a brand
   * `PRODUCT_COUPON.SEND`) goes to the URL that `setCouponNotifyUrl` has set. Batch and plan count it; one that has given
   * out all it may is paused. Of a coupon of several uses, the next one is given out when this one is redeemed.
   *
   * A batch that the sandbox does not know was made elsewhere: its owner is whoever created the plan.
   *
   * @param user Default: a new user.
   * @throws {SandboxError} `SANDBOX_PLAN_UNKNOWN`, `SANDBOX_NOTIFY_URL_MISSING`, `SANDBOX_OPTION_INVALID`;
   *   `SANDBOX_STEP_IMPOSSIBLE` if the plan does not deliver now, or if a limit of the plan or of its batch is reached
   * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015780862}
   *
   * @example
   * const [plan] = sandbox.control.plans({ planState: 'DELIVERING' }).plans
   * const { userCoupon } = await sandbox.control.sendCoupon(plan?.plan_id ?? '')
   * console.log(userCoupon.coupon_code, userCoupon.coupon_state)
   */
  sendCoupon(planId: string, user?: CouponRecipient): Promise<SentCoupon>
  /**
   * The user deletes a coupon. Nobody is told.
   *
   * @throws {SandboxError} `SANDBOX_COUPON_UNKNOWN`; `SANDBOX_STEP_IMPOSSIBLE` unless it is `PENDING` or `EFFECTIVE`
   */
  deleteUserCoupon(couponCode: string): SandboxUserCoupon
  /**
   * A product coupon with its history.
   *
   * @param of Whose. A service provider and a brand can both name a coupon that was made elsewhere; these are two. Default:
   *   the one that came first.
   * @throws {SandboxError} `SANDBOX_COUPON_UNKNOWN`
   */
  coupon(productCouponId: string, of?: Owned): SandboxCoupon
  /**
   * The product coupons of all callers, in the order of their creation, page by page.
   *
   * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
   */
  coupons(query?: SandboxCouponQuery): SandboxCouponPage
  /**
   * A batch with its history, and how many of its coupons were given out.
   *
   * @param of Whose. Default: the one that came first.
   * @throws {SandboxError} `SANDBOX_COUPON_UNKNOWN`
   */
  batch(stockId: string, of?: Owned): SandboxBatch
  /**
   * The batches of all callers, in the order of their creation, page by page.
   *
   * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
   */
  batches(query?: SandboxBatchQuery): SandboxBatchPage
  /**
   * A user's coupon with its history.
   *
   * @throws {SandboxError} `SANDBOX_COUPON_UNKNOWN`
   */
  userCoupon(couponCode: string): SandboxUserCoupon
  /**
   * The coupons of all users, in the order in which they were given out, page by page.
   *
   * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
   *
   * @example
   * const { total: unconfirmed } = sandbox.control.userCoupons({ state: 'CONFIRMING' })
   */
  userCoupons(query?: SandboxUserCouponQuery): SandboxUserCouponPage
}
