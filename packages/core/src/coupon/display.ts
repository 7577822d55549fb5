import * as v from 'valibot'
import { text, whole } from '../plan/fields.ts'
import { between, fen, filled, listOf, someFen, upTo } from './atoms.ts'

/**
 * One of the items that a user can pick (可选商品).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ComboChoice {
  /** Name (商品名称), at most 15 characters. Required. */
  readonly name: string
  /** Price (商品价格), in fen; more than 0. Required. */
  readonly price: number
  /** How many of it (商品数量), 1 to 99. Required. */
  readonly count: number
  /** Picture (商品图片), square: a URL from `uploadImage`. */
  readonly image_url?: string | undefined
  /** Mini-program (小程序AppID). Needs `mini_program_path`. */
  readonly mini_program_appid?: string | undefined
  /** Page of the mini-program (小程序路径). Needs `mini_program_appid`. */
  readonly mini_program_path?: string | undefined
}

/**
 * A group of items of which a user picks some (套餐).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ComboPackage {
  /** Name (套餐名称), at most 15 characters. Required. */
  readonly name: string
  /** How many of the choices (可选数量); at most as many as there are. Required. */
  readonly pick_count: number
  /** The choices (可选商品列表), 1 to 99. Required. */
  readonly choice_list: readonly ComboChoice[]
}

/**
 * How a coupon looks (展示信息).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface DisplayInfo {
  /** Name (商品券名称), 3 to 15 characters. For a plan that reuses it, at most 12 Chinese or 24 Latin ones. Required. */
  readonly name: string
  /** Picture (商品券图片), square, 1080 × 1080 advised, at most 2 MB: a URL from `uploadImage`. Required. */
  readonly image_url: string
  /** Background (背景图), 65:77, 1170 × 1326 advised, at most 2 MB: a URL from `uploadImage`. Required. */
  readonly background_url: string
  /**
   * Pictures of the details (详情图), 65:77, at most 8: URLs from `uploadImage`. In a change, a list replaces all of them;
   * they cannot be cleared.
   */
  readonly detail_image_url_list?: readonly string[] | undefined
  /**
   * Original price (原价), in fen, 0 to 10,000,000. Required for certain items (`scope` `SINGLE`). A change that leaves it
   * out sets 0.
   */
  readonly original_price?: number | undefined
  /** Groups of items (套餐列表), at most 50. Required for certain items (`scope` `SINGLE`). */
  readonly combo_package_list?: readonly ComboPackage[] | undefined
}

/**
 * How a coupon for certain items looks.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface ItemDisplayInfo extends DisplayInfo {
  /** Original price (原价), in fen, 0 to 10,000,000. Required: one text of the pages says so, another calls it optional. */
  readonly original_price: number
  /** Groups of items (套餐列表), 1 to 50. Required. */
  readonly combo_package_list: readonly ComboPackage[]
}

const choice = /* @__PURE__ */ (() =>
  v.strictObject({
    name: upTo(15),
    price: someFen,
    count: between(1, 99),
    image_url: v.optional(filled),
    mini_program_appid: v.optional(filled),
    mini_program_path: v.optional(filled),
  }))()

/** Checks each field by itself. `displayIssues` checks which belong together. */
export const displayInput: v.GenericSchema<unknown, DisplayInfo> = /* @__PURE__ */ (() =>
  v.strictObject({
    name: upTo(15, 3),
    image_url: filled,
    background_url: filled,
    detail_image_url_list: v.optional(listOf(filled, 8)),
    original_price: v.optional(v.pipe(fen, v.maxValue(10_000_000, 'At most 10,000,000 fen are allowed.'))),
    combo_package_list: v.optional(
      listOf(
        v.strictObject({ name: upTo(15), pick_count: between(1, 99), choice_list: listOf(choice, 99) }),
        50,
      ),
    ),
  }))()

/** As received. */
export const displayInfo: v.GenericSchema<unknown, DisplayInfo> = /* @__PURE__ */ (() =>
  v.looseObject({
    name: text,
    image_url: text,
    background_url: text,
    detail_image_url_list: v.optional(v.array(text)),
    original_price: v.optional(whole),
    combo_package_list: v.optional(
      v.array(
        v.looseObject({
          name: text,
          pick_count: whole,
          choice_list: v.array(
            v.looseObject({
              name: text,
              price: whole,
              count: whole,
              image_url: v.optional(text),
              mini_program_appid: v.optional(text),
              mini_program_path: v.optional(text),
            }),
          ),
        }),
      ),
    ),
  }))()
