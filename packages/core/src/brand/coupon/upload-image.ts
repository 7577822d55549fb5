import { defineEndpoint, type Endpoint } from '../../contract/endpoint.ts'
import { type ImageMeta, imageMeta, type UploadImageOutput, uploadImageOutput } from '../../coupon/image.ts'

/**
 * Uploads an image (上传图片) for coupons. They accept only URLs that this returns.
 *
 * It is sent as `multipart/form-data`, of which only the part `meta` is signed: its input. So call it by
 * `createImageUploader` of `@wxdp/fetch/coupon`, which makes the input and adds the file; a client alone would send the
 * input without one. Each upload makes another URL. At most 20 calls per second for a brand.
 *
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015736285}
 *
 * @example
 * import { uploadImage } from '@wxdp/core/brand/coupon'
 * import { createImageUploader } from '@wxdp/fetch/coupon'
 *
 * const { upload } = createImageUploader({ signer, verifier })
 * const { image_url } = await upload(uploadImage, { filename: 'item.png', content: rawBytes })
 */
export const uploadImage: Endpoint<ImageMeta, UploadImageOutput> = /* @__PURE__ */ defineEndpoint({
  name: 'uploadImage',
  method: 'POST',
  path: '/brand/marketing/product-coupon/media/upload-image',
  caller: 'brand_id',
  retry: 'safe',
  limit: { perSecond: 20, per: 'brand_id' },
  upload: true,
  input: imageMeta,
  output: uploadImageOutput,
  page: 'https://pay.weixin.qq.com/doc/brand/4015736285',
})
