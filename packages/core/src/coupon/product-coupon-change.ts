import { type Entries, pathId, requestNo } from '../plan/fields.ts'
import { reason } from './atoms.ts'
import { type DisplayInfo, displayInput } from './display.ts'

/**
 * A product coupon by its id.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781292}
 */
export interface ProductCouponId {
  /** Product coupon (商品券ID), at most 40 characters. Part of the path. Required. */
  readonly product_coupon_id: string
}

/**
 * A change of a product coupon.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781296}
 */
export interface ProductCouponChange extends ProductCouponId {
  /** Your number of this change (修改请求单号): 6 to 40 digits, letters, `_` or `-`. Required. */
  readonly out_request_no: string
  /**
   * How it looks (展示信息): the whole object, so read the coupon first. An `original_price` that is left out becomes 0.
   * Required.
   */
  readonly display_info: DisplayInfo
}

/**
 * The end of a product coupon or of a batch.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781290}
 */
export interface Deactivation {
  /** Your number of this request (失效请求单号): 6 to 40 digits, letters, `_` or `-`. Required. */
  readonly out_request_no: string
  /** Why (失效原因), at most 150 characters. Required. */
  readonly deactivate_reason: string
}

export const productCouponIdFields: Entries<ProductCouponId> = /* @__PURE__ */ (() => ({
  product_coupon_id: pathId,
}))()

export const productCouponChangeFields: Entries<ProductCouponChange> = /* @__PURE__ */ (() => ({
  ...productCouponIdFields,
  out_request_no: requestNo,
  display_info: displayInput,
}))()

export const deactivationFields: Entries<Deactivation> = /* @__PURE__ */ (() => ({
  out_request_no: requestNo,
  deactivate_reason: reason,
}))()
