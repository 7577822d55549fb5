import * as v from 'valibot'
import { whole } from '../plan/fields.ts'
import { between, fen, someFen } from './atoms.ts'

/**
 * An amount off (满减).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface NormalRule {
  /** Amount from which it applies (门槛金额), in fen. 0 means none. Required. */
  readonly threshold: number
  /** Amount off (优惠金额), in fen; more than 0. Required. */
  readonly discount_amount: number
}

/**
 * Percent off (折扣). There is no upper limit of the amount.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface DiscountRule {
  /** Amount from which it applies (门槛金额), in fen. 0 means none. Required. */
  readonly threshold: number
  /**
   * Percent off (折扣百分比): 30 takes 30 % off, which Chinese calls 7 折. 1 to 99; the upper bound is inferred. Required.
   */
  readonly percent_off: number
}

/**
 * A fixed price (兑换).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ExchangeRule {
  /** Amount from which it applies (门槛金额), in fen. 0 means none. Required. */
  readonly threshold: number
  /** Price (兑换价), in fen; at least 0. Required. */
  readonly exchange_price: number
}

export const normalRule: v.GenericSchema<unknown, NormalRule> = /* @__PURE__ */ (() =>
  v.strictObject({ threshold: fen, discount_amount: someFen }))()

export const discountRule: v.GenericSchema<unknown, DiscountRule> = /* @__PURE__ */ (() =>
  v.strictObject({ threshold: fen, percent_off: between(1, 99) }))()

export const exchangeRule: v.GenericSchema<unknown, ExchangeRule> = /* @__PURE__ */ (() =>
  v.strictObject({ threshold: fen, exchange_price: fen }))()

// As received: a figure outside the bounds above is WeChat Pay's business.

export const readNormalRule: v.GenericSchema<unknown, NormalRule> = /* @__PURE__ */ (() =>
  v.looseObject({ threshold: whole, discount_amount: whole }))()

export const readDiscountRule: v.GenericSchema<unknown, DiscountRule> = /* @__PURE__ */ (() =>
  v.looseObject({ threshold: whole, percent_off: whole }))()

export const readExchangeRule: v.GenericSchema<unknown, ExchangeRule> = /* @__PURE__ */ (() =>
  v.looseObject({ threshold: whole, exchange_price: whole }))()
