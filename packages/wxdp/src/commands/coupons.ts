import * as brand from '@wxdp/core/brand/coupon'
import type { DisplayInfo, ProductCoupon } from '@wxdp/core/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import type { Fields } from '../calls/call-info.ts'
import { plain } from '../terminal/plain.ts'
import { getting } from './get.ts'
import { shownUrl } from './notify-url.ts'
import { type Endpoints, endpointOf, ofBrandIn, type Running, type Runs } from './run.ts'
import { upload } from './upload.ts'
import { type Completed, type Shown, writing } from './write.ts'

const idOf = ({ product_coupon_id }: Fields): string => plain(String(product_coupon_id))

const shownCoupon = (product_coupon: ProductCoupon, { out_request_no }: Fields): Shown => ({
  json: { out_request_no, product_coupon },
  text: { fields: product_coupon },
})

const gets: Endpoints<ProductCoupon> = {
  partner: partner.getProductCoupon,
  brand: brand.getProductCoupon,
  ofBrand: true,
}

/** What `wxdp coupons …` runs. */
export const couponRuns: Runs = {
  'coupons get': getting(gets),
  'coupons create': writing({
    partner: partner.createProductCoupon,
    brand: brand.createProductCoupon,
    ofBrand: true,
    question: () => ({
      en: 'The new product coupon is live at once. Its price, type and validity can never be changed.',
      zh: '新的商品券将立即生效，其优惠金额、类型和有效期以后不能修改。',
    }),
    shown: shownCoupon,
  }),
  'coupons update': writing({
    partner: partner.updateProductCoupon,
    brand: brand.updateProductCoupon,
    ofBrand: true,
    complete: completeUpdate,
    question: (input) => ({
      en: `Product coupon ${idOf(input)} changes so. Coupons that users have keep what they show.`,
      zh: `商品券 ${idOf(input)} 将按此修改，用户已领取的券保持原有展示。`,
    }),
    shown: shownCoupon,
  }),
  'coupons deactivate': writing({
    partner: partner.deactivateProductCoupon,
    brand: brand.deactivateProductCoupon,
    ofBrand: true,
    question: (input) => ({
      en: `Product coupon ${idOf(input)} ends for good, with all its batches and what delivers them. Coupons that users have stay valid.`,
      zh: `商品券 ${idOf(input)} 将永久失效，其所有批次和投放也一并结束。用户已领取的券仍然有效。`,
    }),
    shown: shownCoupon,
  }),
  'coupons upload': upload,
  'coupons authorities': getting({ partner: partner.getProductAuthorities, ofBrand: true }),
  'coupons notify-url get': getting({
    partner: partner.getCouponNotifyUrl,
    brand: brand.getCouponNotifyUrl,
  }),
  'coupons notify-url set': writing({
    partner: partner.setCouponNotifyUrl,
    brand: brand.setCouponNotifyUrl,
    question: ({ notify_url }) => {
      const shown = plain(String(notify_url))
      return {
        en: `${shown} replaces the callback URL of coupons.`,
        zh: `${shown} 将替换现有的商品券回调地址。`,
      }
    },
    shown: (output) => shownUrl(output, { en: 'Callbacks of coupons now go to', zh: '商品券回调地址已设为' }),
  }),
}

/** What a change may have. */
const displayed: Readonly<Record<keyof DisplayInfo, true>> = {
  name: true,
  image_url: true,
  background_url: true,
  detail_image_url_list: true,
  original_price: true,
  combo_package_list: true,
}

/** A change has the whole object, in which a price that is left out becomes 0: so it is read first. */
async function completeUpdate(fields: Fields, running: Running): Promise<Completed> {
  const given = Object(fields.display_info) as object
  const { product_coupon_id } = fields
  const { display_info: now } = await running.read((call) =>
    call(endpointOf(gets, running), ofBrandIn({ product_coupon_id }, gets, running)),
  )
  // A field that WeChat Pay has added since would be refused.
  const known = Object.fromEntries(Object.entries(now).filter(([name]) => Object.hasOwn(displayed, name)))
  return { input: { ...fields, display_info: { ...known, ...given } }, change: { now, new: given } }
}
