import type { CallGroup, FieldArgument, FieldFlag } from './call-info.ts'
import { setUrl } from './notify-url-calls.ts'
import { deactivateReason, fieldsFile, requestNumber } from './write-flags.ts'

/** The first argument of commands about a product coupon and its batches. */
export const productCouponId: FieldArgument = {
  field: 'product_coupon_id',
  text: { en: 'id of the product coupon', zh: '商品券 ID' },
}

const kind: readonly FieldFlag[] = [
  {
    field: 'scope',
    value: 'text',
    text: { en: 'ALL (the whole shop) or SINGLE (certain items)', zh: '优惠范围：ALL 全场或 SINGLE 单品' },
  },
  {
    field: 'type',
    value: 'text',
    text: {
      en: 'NORMAL (amount off), DISCOUNT (percent off) or EXCHANGE (fixed price)',
      zh: '类型：NORMAL 满减、DISCOUNT 折扣或 EXCHANGE 兑换',
    },
  },
  {
    field: 'usage_mode',
    value: 'text',
    text: { en: 'SINGLE or PROGRESSIVE_BUNDLE', zh: '使用模式：SINGLE 或 PROGRESSIVE_BUNDLE' },
  },
  {
    field: 'out_product_no',
    value: 'text',
    text: { en: 'your own number of the item', zh: '商户商品编号' },
  },
]

/** What users see of a coupon. */
const display: readonly FieldFlag[] = (
  [
    { field: 'name', value: 'text', text: { en: '3 to 15 characters', zh: '名称，3 到 15 个字符' } },
    {
      field: 'image_url',
      value: 'text',
      text: { en: 'image, as coupons upload returned it', zh: '图片，coupons upload 返回的地址' },
    },
    {
      field: 'background_url',
      value: 'text',
      text: { en: 'background, as coupons upload returned it', zh: '背景图，coupons upload 返回的地址' },
    },
    {
      field: 'original_price',
      value: 'number',
      text: { en: 'price without the coupon, in fen', zh: '原价，单位为分' },
    },
  ] satisfies FieldFlag[]
).map((flag) => ({ ...flag, within: 'display_info' }))

/** `wxdp coupons …`. */
export const couponCalls: CallGroup = {
  name: 'coupons',
  text: { en: 'create and change product coupons', zh: '创建和变更商品券' },
  calls: [
    { name: 'get', text: { en: 'show a product coupon', zh: '查询商品券' }, args: [productCouponId] },
    {
      name: 'create',
      text: {
        en: 'create a product coupon with its first batch, or group of batches',
        zh: '创建商品券及其首个批次或批次组',
      },
      file: fieldsFile,
      flags: [requestNumber, ...kind, ...display],
      asks: true,
    },
    {
      name: 'update',
      text: {
        en: 'change what users see of a product coupon; what is not given stays',
        zh: '修改商品券的展示信息，未指定的字段保持不变',
      },
      args: [productCouponId],
      file: fieldsFile,
      flags: [requestNumber, ...display],
      asks: true,
    },
    {
      name: 'deactivate',
      text: { en: 'end a product coupon for good, with all its batches', zh: '永久失效商品券及其所有批次' },
      args: [productCouponId],
      file: fieldsFile,
      flags: [requestNumber, deactivateReason],
      asks: true,
    },
    {
      name: 'upload',
      text: { en: 'upload an image for product coupons', zh: '上传商品券图片' },
      args: [
        {
          field: 'image',
          text: {
            en: 'a .jpg, .bmp or .png file, at most 2 MiB; - for standard input',
            zh: '.jpg、.bmp 或 .png 文件，不超过 2 MiB；- 表示标准输入',
          },
        },
      ],
      flags: [
        {
          field: 'filename',
          value: 'text',
          text: {
            en: 'its name for WeChat Pay (default: that of the file)',
            zh: '上传使用的文件名（默认同文件名）',
          },
        },
      ],
    },
    {
      name: 'authorities',
      text: {
        en: 'show what the brand lets the service provider do (service provider)',
        zh: '查询品牌授权给服务商的产品权限（服务商）',
      },
    },
  ],
  groups: [
    {
      name: 'notify-url',
      text: { en: 'the URL of the callbacks of coupons', zh: '商品券的回调地址' },
      calls: [setUrl, { name: 'get', text: { en: 'show the URL of the callbacks', zh: '查询回调地址' } }],
    },
  ],
}
