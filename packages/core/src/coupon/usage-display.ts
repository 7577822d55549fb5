import * as v from 'valibot'
import { oneOf, text } from '../plan/fields.ts'
import { filled, listOf, upTo } from './atoms.ts'

/** How a coupon is redeemed (核销方式). */
export type UsageMethod =
  /** A code that the shop scans (线下出示券码). Not for delivery plans. */
  | 'OFFLINE'
  /** In a mini-program (小程序). Needs `mini_program_appid` and `mini_program_path`. */
  | 'MINI_PROGRAM'
  /** In an app (APP). Needs `app_jump_type`. */
  | 'APP'
  /** With the payment code (付款码). */
  | 'PAYMENT_CODE'

/**
 * Where a coupon can be used (可用门店说明).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface AvailableStoreInfo {
  /** Description (可用门店描述), at most 1,000 characters. Required. */
  readonly description: string
  /** Mini-program with the list of stores (小程序AppID). Needs `mini_program_path`. */
  readonly mini_program_appid?: string | undefined
  /** Page of the mini-program (小程序路径). Needs `mini_program_appid`. */
  readonly mini_program_path?: string | undefined
}

/**
 * How and where a coupon is redeemed, as users see it (使用规则展示信息).
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export interface UsageRuleDisplay {
  /** Ways to redeem it (核销方式), at least one. For a delivery plan without `OFFLINE`. Required. */
  readonly coupon_usage_method_list: readonly UsageMethod[]
  /** Mini-program (小程序AppID). Required for `MINI_PROGRAM`, and only allowed for it. */
  readonly mini_program_appid?: string | undefined
  /** Page of the mini-program (小程序路径). Required for `MINI_PROGRAM`, and only allowed for it. */
  readonly mini_program_path?: string | undefined
  /** How the app is opened (APP跳转类型). Required for `APP`, and only allowed for it. */
  readonly app_jump_type?: 'H5' | 'PASSCODE_LINK' | 'USAGE_GUIDE' | undefined
  /** Page that opens the app (APP路径). Required for `app_jump_type` `H5`, and only allowed for it. */
  readonly app_path?: string | undefined
  /** Passcode link (口令链接). Required for `app_jump_type` `PASSCODE_LINK`, and only allowed for it. */
  readonly passcode_link?: string | undefined
  /**
   * Guide (使用指引). An error text demands it for `app_jump_type` `USAGE_GUIDE`; no page describes it, so its type is
   * inferred.
   */
  readonly usage_guide?: string | undefined
  /** Terms (使用说明), at most 1,000 characters. Required. */
  readonly usage_description: string
  /** Where it can be used (可用门店说明). */
  readonly coupon_available_store_info?: AvailableStoreInfo | undefined
}

/**
 * {@link UsageRuleDisplay}, as received.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
export interface ReceivedUsageRuleDisplay
  extends Omit<UsageRuleDisplay, 'coupon_usage_method_list' | 'app_jump_type'> {
  /** Ways to redeem it (核销方式). Always present. Open: WeChat Pay adds ways without notice. */
  readonly coupon_usage_method_list: readonly (UsageMethod | (string & {}))[]
  /** How the app is opened (APP跳转类型). Present for `APP`. */
  readonly app_jump_type?: string | undefined
}

/** Checks each field by itself. `usageDisplayIssues` checks which belong together. */
export const usageDisplayInput: v.GenericSchema<unknown, UsageRuleDisplay> = /* @__PURE__ */ (() =>
  v.strictObject({
    coupon_usage_method_list: listOf(oneOf(['OFFLINE', 'MINI_PROGRAM', 'APP', 'PAYMENT_CODE']), 4),
    mini_program_appid: v.optional(filled),
    mini_program_path: v.optional(filled),
    app_jump_type: v.optional(oneOf(['H5', 'PASSCODE_LINK', 'USAGE_GUIDE'])),
    app_path: v.optional(filled),
    passcode_link: v.optional(filled),
    usage_guide: v.optional(filled),
    usage_description: upTo(1000),
    coupon_available_store_info: v.optional(
      v.strictObject({
        description: upTo(1000),
        mini_program_appid: v.optional(filled),
        mini_program_path: v.optional(filled),
      }),
    ),
  }))()

export const usageDisplay: v.GenericSchema<unknown, ReceivedUsageRuleDisplay> = /* @__PURE__ */ (() =>
  v.looseObject({
    coupon_usage_method_list: v.array(text),
    mini_program_appid: v.optional(text),
    mini_program_path: v.optional(text),
    app_jump_type: v.optional(text),
    app_path: v.optional(text),
    passcode_link: v.optional(text),
    usage_guide: v.optional(text),
    usage_description: text,
    coupon_available_store_info: v.optional(
      v.looseObject({
        description: text,
        mini_program_appid: v.optional(text),
        mini_program_path: v.optional(text),
      }),
    ),
  }))()
