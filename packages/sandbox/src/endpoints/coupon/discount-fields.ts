import { objectOf, required, type Shape } from '../../http/fields.ts'
import { integer, integerWithin } from '../../http/value-checks.ts'

const threshold = required(integer(0))

/** 满减: amounts in fen. */
export const normalRule: Shape = objectOf({ threshold, discount_amount: required(integer(1)) })

/** 折扣: 30 is 30 % off. That 100 is not allowed is inferred. */
export const discountRule: Shape = objectOf({ threshold, percent_off: required(integerWithin(1, 99)) })

/** 兑换: the price in fen. */
export const exchangeRule: Shape = objectOf({ threshold, exchange_price: required(integer(0)) })

/** The field that has the rule of each type. */
export const ruleNames = {
  NORMAL: 'normal_coupon',
  DISCOUNT: 'discount_coupon',
  EXCHANGE: 'exchange_coupon',
} as const

export type CouponType = keyof typeof ruleNames
