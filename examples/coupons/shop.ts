// What comes before the first user: a coupon with its images and its first batch, and a plan that delivers it.
import { createPlan, setNotifyUrl } from '@wxdp/core/partner'
import { createProductCoupon, setCouponNotifyUrl, uploadImage } from '@wxdp/core/partner/coupon'
import type { Client, ClientOptions } from '@wxdp/fetch'
import { createImageUploader } from '@wxdp/fetch/coupon'

export const appid = 'wx00000000000000a1'
const day = 86_400_000
/** A PNG of one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

export interface Shop {
  readonly brand_id: string
  readonly product_coupon_id: string
  readonly stock_id: string
  readonly plan_id: string
}

interface ShopSettings {
  readonly options: ClientOptions
  /** The service provider's. */
  readonly mchid: string
  readonly brand_id: string
  readonly notify_url: string
}

export async function openShop(
  client: Client,
  { options, mchid, brand_id, notify_url }: ShopSettings,
): Promise<Shop> {
  // Two settings, here with the same value. WeChat Pay demands that of coupons before the first one is created.
  await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url })
  await client.call(setCouponNotifyUrl, { notify_url })
  const { upload } = createImageUploader(options)
  const { image_url } = await upload(uploadImage, { filename: 'item.png', content: png })
  const { image_url: background_url } = await upload(uploadImage, { filename: 'back.png', content: png })
  const { product_coupon_id, stock } = await client.call(createProductCoupon, {
    out_request_no: 'coupon-0001',
    brand_id,
    scope: 'ALL',
    type: 'NORMAL',
    usage_mode: 'SINGLE',
    single_usage_info: { normal_coupon: { threshold: 10_000, discount_amount: 1_000 } },
    display_info: { name: '满100元减10元', image_url, background_url },
    stock: {
      coupon_code_mode: 'WECHATPAY',
      stock_send_rule: { max_count: 20_000, max_count_per_day: 2_000, max_count_per_user: 5 },
      single_usage_rule: {
        coupon_available_period: {
          available_begin_time: new Date().toISOString(),
          available_end_time: new Date(Date.now() + 60 * day).toISOString(),
        },
      },
      usage_rule_display_info: {
        coupon_usage_method_list: ['PAYMENT_CODE'],
        usage_description: '全部门店可用',
      },
      coupon_display_info: { code_display_mode: 'QRCODE' },
      notify_config: { notify_appid: appid },
      store_scope: 'ALL',
    },
  })
  const stock_id = `${stock?.stock_id}`
  const { plan } = await client.call(createPlan, {
    out_request_no: 'plan-0001',
    brand_id,
    product_coupon_id,
    stock_id,
    reuse_coupon_config: true,
  })
  return { brand_id, product_coupon_id, stock_id, plan_id: plan.plan_id }
}
