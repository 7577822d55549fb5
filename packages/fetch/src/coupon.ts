export { callOnce } from './coupons/call-once.ts'
export type {
  CouponReconciliation,
  CouponUser,
  ReconcileCouponsOptions,
  UnconfirmedCoupon,
} from './coupons/reconcile-coupons.ts'
export { reconcileCoupons } from './coupons/reconcile-coupons.ts'
export { requestNumber } from './coupons/request-number.ts'
export type { BlobLike, ImageFile, ImageUploader, WebStreamLike } from './coupons/uploader.ts'
export { createImageUploader } from './coupons/uploader.ts'
