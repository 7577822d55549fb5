import * as v from 'valibot'
import { oneOf, text } from '../plan/fields.ts'
import { filled, upTo } from './atoms.ts'

/**
 * Entrance to a mini-program (小程序入口).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface MiniProgramEntrance {
  /** Mini-program (小程序AppID), bound to the brand. Required. */
  readonly appid: string
  /** Page (小程序路径). Required. */
  readonly path: string
  /** Text of the entrance (入口文案), at most 5 characters. Required. */
  readonly entrance_wording: string
  /** Text that leads to it (引导文案), at most 6 characters. Required. */
  readonly guidance_wording: string
}

/**
 * Entrance to an official account (公众号入口).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface OfficialAccountEntrance {
  /** Official account (公众号AppID), bound to the brand. Required. */
  readonly appid: string
}

/**
 * Entrance to a channel (视频号入口).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface FinderEntrance {
  /** Channel (视频号ID). Required. */
  readonly finder_id: string
  /** Video (视频ID). Required. */
  readonly finder_video_id: string
  /** Cover of the video (封面图), 716 × 402: a URL from `uploadImage`. Required. */
  readonly finder_video_cover_image_url: string
}

/**
 * What the page of a user's coupon shows (用户商品券展示信息).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface CouponDisplay {
  /** How the code is shown (券码展示方式): not, as a bar code, or as a QR code. Required. */
  readonly code_display_mode: 'INVISIBLE' | 'BARCODE' | 'QRCODE'
  /** Colour (背景颜色), such as `Color010`. Default `Color020`. The list of the ten names exists only as a picture. */
  readonly background_color?: string | undefined
  /** Entrance to a mini-program (小程序入口). */
  readonly entrance_mini_program?: MiniProgramEntrance | undefined
  /** Entrance to an official account (公众号入口). */
  readonly entrance_official_account?: OfficialAccountEntrance | undefined
  /** Entrance to a channel (视频号入口). Of a brand, the page of changing a batch does not list it. */
  readonly entrance_finder?: FinderEntrance | undefined
}

/**
 * {@link CouponDisplay}, as received.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export interface ReceivedCouponDisplay extends Omit<CouponDisplay, 'code_display_mode'> {
  /** How the code is shown (券码展示方式). Always present. */
  readonly code_display_mode: string
}

export const couponDisplayInput: v.GenericSchema<unknown, CouponDisplay> = /* @__PURE__ */ (() =>
  v.strictObject({
    code_display_mode: oneOf(['INVISIBLE', 'BARCODE', 'QRCODE']),
    background_color: v.optional(filled),
    entrance_mini_program: v.optional(
      v.strictObject({
        appid: filled,
        path: filled,
        entrance_wording: upTo(5),
        guidance_wording: upTo(6),
      }),
    ),
    entrance_official_account: v.optional(v.strictObject({ appid: filled })),
    entrance_finder: v.optional(
      v.strictObject({
        finder_id: filled,
        finder_video_id: filled,
        finder_video_cover_image_url: filled,
      }),
    ),
  }))()

export const couponDisplay: v.GenericSchema<unknown, ReceivedCouponDisplay> = /* @__PURE__ */ (() =>
  v.looseObject({
    code_display_mode: text,
    background_color: v.optional(text),
    entrance_mini_program: v.optional(
      v.looseObject({ appid: text, path: text, entrance_wording: text, guidance_wording: text }),
    ),
    entrance_official_account: v.optional(v.looseObject({ appid: text })),
    entrance_finder: v.optional(
      v.looseObject({ finder_id: text, finder_video_id: text, finder_video_cover_image_url: text }),
    ),
  }))()
