import { Refusal } from './refusal.ts'

/**
 * Refusals of coupons that have no number, or none that is published. The first column has the status. The texts of
 * `INVALID_REQUEST` follow the pages for brands; that service providers get them, too, is inferred.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736433}
 */
const reasons = {
  noNotifyUrl: [404, 'NOT_FOUND', '未设置商品券回调地址', 'No callback URL of coupons is set.'],
  urlNeeded: [400, 'INVALID_REQUEST', '请先设置商品券回调地址', 'Set the callback URL of coupons first.'],
  noCoupon: [404, 'NOT_FOUND', '商品券不存在', 'The product coupon does not exist.'],
  noStock: [404, 'NOT_FOUND', '批次不存在', 'The batch does not exist.'],
  noUserCoupon: [404, 'NOT_FOUND', '用户商品券不存在', 'The user does not have this coupon.'],

  couponExists: [400, 'ALREADY_EXISTS', '商品券已存在', 'out_request_no has already created a coupon.'],
  stockExists: [400, 'ALREADY_EXISTS', '批次已存在', 'out_request_no has already created a batch.'],
  changeExists: [400, 'ALREADY_EXISTS', '修改请求单号已存在', 'out_request_no has already made a change.'],
  numberUsed: [400, 'INVALID_REQUEST', '请求单号已被使用', 'out_request_no was already used.'],

  couponEnded: [400, 'INVALID_REQUEST', '商品券已失效', 'The product coupon is already deactivated.'],
  stockEnded: [400, 'INVALID_REQUEST', '批次已失效', 'The batch is already deactivated.'],
  stockExpired: [400, 'INVALID_REQUEST', '批次已过期', 'The batch has expired.'],
  tooManyStocks: [400, 'INVALID_REQUEST', '生效批次数量已达上限200', 'The coupon has 200 effective batches.'],
  bundleCoupon: [
    400,
    'INVALID_REQUEST',
    '多次优惠商品券不支持该操作',
    'A coupon of several uses does not allow this.',
  ],
  stockInBundle: [
    400,
    'PARAM_ERROR',
    '批次组不允许单独操作批次',
    'A batch of a group cannot be changed or ended alone.',
  ],
  staleBudget: [
    400,
    'INVALID_REQUEST',
    '预算旧值已无效，请查询后重试',
    'The current value has changed. Read it and retry with a new out_request_no.',
  ],
  noDailyLimit: [
    400,
    'INVALID_REQUEST',
    '批次没有每日上限，不可增加',
    'The batch has no daily limit, and none can be added.',
  ],
  belowSent: [
    400,
    'INVALID_REQUEST',
    '目标值小于已发放数量',
    'The target is below the number of coupons that were given out.',
  ],

  userCouponState: [
    400,
    'INVALID_REQUEST',
    '用户券状态非法',
    "The state of the user's coupon does not allow this.",
  ],
  userCouponExpired: [400, 'INVALID_REQUEST', '用户券已过期', "The user's coupon has expired."],
  userCouponDeleted: [400, 'INVALID_REQUEST', '用户券已被删除', 'The user has deleted the coupon.'],
  userCouponInBundle: [
    400,
    'INVALID_REQUEST',
    '用户券属于用户券组，不可单独失效',
    'A coupon of a group cannot be deactivated alone.',
  ],
  notUsed: [400, 'INVALID_REQUEST', '用户券未核销', 'The coupon was not redeemed.'],
  usableNow: [400, 'INVALID_REQUEST', '用户券当前可用，无需退券', 'The coupon is usable already.'],
  orderUsed: [
    400,
    'INVALID_REQUEST',
    '用户券已使用该订单核销',
    'The coupon was already redeemed with this order.',
  ],
  notUsable: [403, 'NOT_ENOUGH', '用户商品券当前无法使用', 'The coupon cannot be used now.'],
  beingModified: [409, 'ABORTED', '正在修改中，请稍后重试', 'It is being modified. Retry later.'],
  tooFrequent: [
    429,
    'FREQUENCY_LIMITED',
    '频率超限，请稍后使用原参数重试',
    'Too many calls. Retry later with the same parameters.',
  ],
} as const

/** Why a call of a coupon is refused. */
export type CouponReason = keyof typeof reasons

export function refuseCoupon(reason: CouponReason): Refusal {
  const [status, code, zh, en] = reasons[reason]
  return new Refusal({ status, code, message: { zh, en } })
}
