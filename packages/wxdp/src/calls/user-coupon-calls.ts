import type { Text } from '../language/language.ts'
import type { CallGroup, CallInfo, FieldArgument, FieldFlag } from './call-info.ts'
import { deactivateReason, requestNumber } from './write-flags.ts'

const openid: FieldArgument = {
  field: 'openid',
  text: { en: 'the user, under the appid', zh: '用户在该 appid 下的 openid' },
}

const appid: FieldFlag = {
  field: 'appid',
  value: 'text',
  text: { en: 'app, mini-program or official account of the openid', zh: 'openid 所属的 appid' },
}

const ofCoupon: readonly FieldFlag[] = [
  { field: 'product_coupon_id', value: 'text', text: { en: 'the product coupon', zh: '商品券 ID' } },
  { field: 'stock_id', value: 'text', text: { en: 'its batch', zh: '批次 ID' } },
]

/** Commands about one coupon of a user. Its callback has all ids, so a file may have them instead. */
const ofOne: Pick<CallInfo, 'args' | 'file'> & { readonly flags: readonly FieldFlag[] } = {
  args: [
    { ...openid, isOptional: true },
    { field: 'coupon_code', text: { en: 'code of the coupon', zh: '券码' }, isOptional: true },
  ],
  file: {
    en: "JSON with the fields of the call, or the coupon's callback; - for standard input; flags count before it",
    zh: '含请求字段或该券回调内容的 JSON 文件；- 表示标准输入；命令行参数优先',
  },
  flags: [appid, ...ofCoupon],
}

const order = (field: string, flag: string, text: Text): FieldFlag => ({
  field,
  flag,
  within: 'associated_order_info',
  value: 'text',
  text,
})

/** `wxdp user-coupons …`, but for `reconcile`. */
export const userCouponCalls: CallGroup = {
  name: 'user-coupons',
  text: {
    en: 'confirm, redeem, return and list the coupons of users',
    zh: '确认、核销、退回和查询用户商品券',
  },
  calls: [
    {
      name: 'list',
      text: { en: 'list the coupons of a user', zh: '查询用户的商品券列表' },
      args: [openid],
      flags: [
        appid,
        ...ofCoupon,
        {
          field: 'coupon_state',
          flag: 'state',
          value: 'text',
          text: {
            en: 'only coupons in this state: CONFIRMING, PENDING, EFFECTIVE, USED, EXPIRED, DELETED, DEACTIVATED',
            zh: '只列出该状态的券：CONFIRMING、PENDING、EFFECTIVE、USED、EXPIRED、DELETED、DEACTIVATED',
          },
        },
        {
          field: 'user_coupon_bundle_id',
          value: 'text',
          text: { en: 'only the coupons of this group', zh: '只列出该用户券组的券' },
        },
      ],
    },
    { name: 'get', text: { en: 'show a coupon of a user', zh: '查询用户商品券' }, ...ofOne },
    {
      name: 'confirm',
      text: { en: 'confirm a coupon, which makes it usable', zh: '确认用户商品券，确认后才能使用' },
      ...ofOne,
      flags: [requestNumber, ...ofOne.flags],
    },
    {
      name: 'use',
      text: { en: 'redeem a coupon', zh: '核销用户商品券' },
      ...ofOne,
      flags: [
        requestNumber,
        ...ofOne.flags,
        {
          field: 'use_time',
          value: 'text',
          text: { en: 'when, RFC 3339 (default: now)', zh: '核销时间，RFC 3339 格式（默认当前时间）' },
        },
        order('transaction_id', 'transaction_id', {
          en: "the order: WeChat Pay's number",
          zh: '订单：微信支付订单号',
        }),
        order('out_trade_no', 'out_trade_no', {
          en: 'the order: your own number; needs --order-mchid',
          zh: '订单：商户订单号，须同时指定 --order-mchid',
        }),
        order('mchid', 'order_mchid', { en: 'the order: who took the payment', zh: '订单：收款商户号' }),
        order('sub_mchid', 'order_sub_mchid', {
          en: 'the order: sub-merchant, if a service provider took the payment',
          zh: '订单：子商户号（服务商收款时）',
        }),
        { field: 'store_id', value: 'text', text: { en: 'store of the brand', zh: '门店 ID' } },
        {
          field: 'saved_amount',
          value: 'number',
          text: { en: 'what the user saved, in fen', zh: '优惠金额，单位为分' },
        },
      ],
      asks: true,
    },
    {
      name: 'return',
      text: {
        en: 'take a redemption back; within its validity, the coupon can be used again',
        zh: '退回已核销的券，有效期内可再次使用',
      },
      ...ofOne,
      flags: [requestNumber, ...ofOne.flags],
    },
    {
      name: 'deactivate',
      text: { en: 'withdraw a coupon for good', zh: '永久失效用户商品券' },
      ...ofOne,
      flags: [requestNumber, ...ofOne.flags, deactivateReason],
      asks: true,
    },
  ],
}
