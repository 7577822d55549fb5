import type { Endpoint } from '@wxdp/core'
import * as brand from '@wxdp/core/brand/coupon'
import type { UserCoupon, UserCouponAction } from '@wxdp/core/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import { callOnce } from '@wxdp/fetch/coupon'
import type { Fields } from '../calls/call-info.ts'
import { couponIn } from '../calls/coupon-in.ts'
import type { Call } from '../calls/run-call.ts'
import { plain } from '../terminal/plain.ts'
import { showing } from './get.ts'
import { listing } from './list.ts'
import { type Endpoints, endpointOf, ofBrandIn, type Runs } from './run.ts'
import { readFields, type Shown, writing } from './write.ts'

const codeOf = ({ coupon_code }: Fields): string => plain(String(coupon_code))

const shownCoupon = (user_coupon: UserCoupon, { out_request_no }: Fields): Shown => ({
  json: { out_request_no, user_coupon },
  text: { fields: user_coupon },
})

const gets: Endpoints<UserCoupon> = {
  partner: partner.getUserCoupon,
  brand: brand.getUserCoupon,
  ofBrand: true,
}

/** A call that is repeated with its number returns the coupon as the first one left it. */
const once = (call: Call, endpoint: Endpoint<unknown, UserCoupon>, input: Fields): Promise<UserCoupon> =>
  callOnce({ call }, endpoint as Endpoint<UserCouponAction, UserCoupon>, input as unknown as UserCouponAction)

/** What `wxdp user-coupons …` runs, but for `reconcile`. */
export const userCouponRuns: Runs = {
  'user-coupons list': listing<UserCoupon>({
    partner: partner.listUserCoupons,
    brand: brand.listUserCoupons,
    ofBrand: true,
    columns: [
      [{ en: 'CODE', zh: '券码' }, ({ coupon_code }) => coupon_code],
      [{ en: 'STATE', zh: '状态' }, ({ coupon_state }) => coupon_state],
      [{ en: 'NAME', zh: '名称' }, ({ product_coupon }) => product_coupon.display_info.name],
      [{ en: 'BATCH', zh: '批次 ID' }, ({ stock }) => stock.stock_id],
      [{ en: 'RECEIVED', zh: '领取时间' }, ({ receive_time }) => receive_time.slice(0, 16)],
      [{ en: 'UNTIL', zh: '有效期至' }, ({ valid_end_time }) => valid_end_time.slice(0, 16)],
    ],
    none: { en: 'The user has no such coupons.', zh: '该用户没有符合条件的券。' },
    progress: (count) => ({ en: `${count} coupons …`, zh: `已读取 ${count} 张券…` }),
  }),
  'user-coupons get': showing(async (call, running) => {
    const { fields } = await readFields(running.context, running.given, couponIn)
    return call(endpointOf(gets, running), ofBrandIn(fields, gets, running))
  }),
  'user-coupons confirm': writing({
    partner: partner.confirmCoupon,
    brand: brand.confirmCoupon,
    ofBrand: true,
    fromFile: couponIn,
    send: once,
    shown: shownCoupon,
  }),
  'user-coupons use': writing({
    partner: partner.useCoupon,
    brand: brand.useCoupon,
    ofBrand: true,
    fromFile: couponIn,
    send: once,
    complete: (fields, { context: { world } }) => {
      const made = fields.use_time === undefined ? { use_time: new Date(world.now()).toISOString() } : {}
      return { input: { ...fields, ...made }, made }
    },
    question: (input) => ({
      en: `Coupon ${codeOf(input)} is redeemed. It can be returned within its validity.`,
      zh: `券 ${codeOf(input)} 将被核销，有效期内可以退回。`,
    }),
    shown: shownCoupon,
  }),
  'user-coupons return': writing({
    partner: partner.returnCoupon,
    brand: brand.returnCoupon,
    ofBrand: true,
    fromFile: couponIn,
    send: once,
    shown: shownCoupon,
  }),
  'user-coupons deactivate': writing({
    partner: partner.deactivateUserCoupon,
    brand: brand.deactivateUserCoupon,
    ofBrand: true,
    fromFile: couponIn,
    send: once,
    question: (input) => ({
      en: `Coupon ${codeOf(input)} is withdrawn for good: its user can never use it.`,
      zh: `券 ${codeOf(input)} 将永久失效，用户无法再使用。`,
    }),
    shown: shownCoupon,
  }),
}
