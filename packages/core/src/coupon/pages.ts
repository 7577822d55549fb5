import * as v from 'valibot'
import { text, whole } from '../plan/fields.ts'
import { stock } from './stock.ts'
import type { ListStocksOutput } from './stock-change.ts'
import { userCoupon } from './user-coupon.ts'
import type { ListUserCouponsOutput } from './user-coupon-input.ts'

const page = /* @__PURE__ */ (() => ({
  total_count: v.optional(whole),
  next_page_token: v.optional(text),
}))()

export const listStocksOutput: v.GenericSchema<unknown, ListStocksOutput> = /* @__PURE__ */ (() =>
  v.looseObject({ ...page, stock_list: v.optional(v.array(stock)) }))()

export const listUserCouponsOutput: v.GenericSchema<unknown, ListUserCouponsOutput> = /* @__PURE__ */ (() =>
  v.looseObject({ ...page, user_coupon_list: v.optional(v.array(userCoupon)) }))()
