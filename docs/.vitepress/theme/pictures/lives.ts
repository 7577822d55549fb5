import { auditLife } from './audit-life.ts'
import { lifePicture } from './life-picture.ts'
import { planLife } from './plan-life.ts'
import { productCouponLife } from './product-coupon-life.ts'
import { stockLife } from './stock-life.ts'
import { userCouponLife } from './user-coupon-life.ts'

export const PlanLife = lifePicture('PlanLife', planLife)
export const AuditLife = lifePicture('AuditLife', auditLife)
export const UserCouponLife = lifePicture('UserCouponLife', userCouponLife)
export const ProductCouponLife = lifePicture('ProductCouponLife', productCouponLife)
export const StockLife = lifePicture('StockLife', stockLife)
