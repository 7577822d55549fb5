import * as v from 'valibot'
import { text } from '../plan/fields.ts'
import { upTo } from './atoms.ts'

/**
 * Input of `uploadImage`: the part `meta` of an upload, which alone is signed.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781275}
 *
 * @example
 * const meta: ImageMeta = {
 *   filename: 'item.png',
 *   sha256: '9f2c1d0e5b7a48c3926f0d1e7c5a3b8840d6e1f2a9b7c4d3e5f60718293a4b5c',
 * }
 */
export interface ImageMeta {
  /**
   * Name of the file (文件名), at most 150 characters, that ends in `.jpg`, `.bmp` or `.png`. Quotation marks, backslashes
   * and control characters are refused here, because the name is also sent in a header. Required.
   */
  readonly filename: string
  /** SHA-256 of the file's bytes (文件摘要): 64 hexadecimal digits in lower case. Required. */
  readonly sha256: string
}

/**
 * Output of `uploadImage`.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781275}
 *
 * @example
 * const output: UploadImageOutput = { image_url: 'https://img.example.com/coupon/item.png' }
 */
export interface UploadImageOutput {
  /** Where the image is (图片地址), at most 256 characters; valid for ever. Always present. */
  readonly image_url: string
}

export const imageMeta: v.GenericSchema<unknown, ImageMeta> = /* @__PURE__ */ (() =>
  v.strictObject({
    filename: v.pipe(
      upTo(150),
      // Printable characters but " and \\, then the type.
      v.regex(
        /^[ !#-[\]-~\u00a0-\uffff]+\.(?:[jJ][pP][gG]|[bB][mM][pP]|[pP][nN][gG])$/,
        'Expected a name that ends in .jpg, .bmp or .png.',
      ),
    ),
    sha256: v.pipe(text, v.regex(/^[0-9a-f]{64}$/, 'Expected 64 hexadecimal digits in lower case.')),
  }))()

export const uploadImageOutput: v.GenericSchema<unknown, UploadImageOutput> = /* @__PURE__ */ (() =>
  v.looseObject({ image_url: text }))()
