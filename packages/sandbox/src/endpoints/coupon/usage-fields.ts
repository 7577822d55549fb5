import {
  type FieldPlace,
  type FieldRules,
  type Fields,
  inside,
  listOf,
  objectOf,
  optional,
  required,
  type Shape,
} from '../../http/fields.ts'
import { requireOnlyIf, requirePair } from '../../http/presence.ts'
import { characters, oneOf, text } from '../../http/value-checks.ts'

const program = ['mini_program_appid', 'mini_program_path'] as const

/**
 * The `usage_rule_display_info` of a batch. No table has `usage_guide`; a cause demands it, and that it is a string is
 * inferred.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export const usageDisplay: Shape = objectOf({
  coupon_usage_method_list: required(
    listOf(oneOf('OFFLINE', 'MINI_PROGRAM', 'APP', 'PAYMENT_CODE'), { max: 4 }),
  ),
  mini_program_appid: optional(text),
  mini_program_path: optional(text),
  app_jump_type: optional(oneOf('H5', 'PASSCODE_LINK', 'USAGE_GUIDE')),
  app_path: optional(text),
  passcode_link: optional(text),
  usage_guide: optional(text),
  usage_description: required(characters(1000)),
  coupon_available_store_info: optional(
    objectOf({
      description: required(characters(1000)),
      mini_program_appid: optional(text),
      mini_program_path: optional(text),
    }),
  ),
})

/**
 * Checks that each redemption method has its fields, and that no other field is there. That fields of a method which is
 * not listed are refused is inferred.
 *
 * @throws Refusal
 */
export function checkUsageDisplay(display: Fields, place: FieldPlace): void {
  const methods = display.coupon_usage_method_list as readonly string[]
  const lists = (method: string): string => `coupon_usage_method_list has ${method}`
  const jump = display.app_jump_type
  const inProgram = methods.includes('MINI_PROGRAM')
  const when = lists('MINI_PROGRAM')
  requireOnlyIf(inProgram, display, 'mini_program_appid', { when, place, cause: 268578481 })
  requireOnlyIf(inProgram, display, 'mini_program_path', { when, place, cause: 268578482 })
  requireOnlyIf(methods.includes('APP'), display, 'app_jump_type', {
    ...{ when: lists('APP'), place },
    cause: 268592001,
  })
  for (const [type, name, cause] of jumps) {
    requireOnlyIf(jump === type, display, name, { when: `app_jump_type=${type}`, place, cause })
  }
  const stores = display.coupon_available_store_info as Fields | undefined
  if (stores) requirePair(stores, program, inside(place, 'coupon_available_store_info'))
}

const jumps = [
  ['H5', 'app_path', 268578483],
  ['PASSCODE_LINK', 'passcode_link', 268591738],
  ['USAGE_GUIDE', 'usage_guide', 268591739],
] as const

const displayFields: FieldRules = {
  code_display_mode: required(oneOf('INVISIBLE', 'BARCODE', 'QRCODE')),
  // A wrong name has no effect, says the FAQ.
  background_color: optional(text),
  entrance_mini_program: optional(
    objectOf({
      appid: required(text),
      path: required(text),
      entrance_wording: required(characters(5)),
      guidance_wording: required(characters(6)),
    }),
  ),
  entrance_official_account: optional(objectOf({ appid: required(text) })),
}

/** The `coupon_display_info` of a batch, as a brand may change it. */
export const couponDisplayWithoutFinder: Shape = objectOf(displayFields)

/** The `coupon_display_info` of a batch. */
export const couponDisplay: Shape = objectOf({
  ...displayFields,
  entrance_finder: optional(
    objectOf({
      finder_id: required(text),
      finder_video_id: required(text),
      finder_video_cover_image_url: required(text),
    }),
  ),
})
