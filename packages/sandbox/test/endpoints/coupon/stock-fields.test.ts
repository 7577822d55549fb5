import { describe, expect, it } from 'vitest'
import { checkNewCoupon } from '../../../src/endpoints/coupon/new-coupon-fields.ts'
import { changed, inputOf, type Json, refusalOf } from '../../support/coupon-bodies.ts'

const shop = inputOf('createProductCoupon')
const usage = 'usage_rule_display_info'
const display = 'coupon_display_info'
const app = {
  [`${usage}/coupon_usage_method_list`]: ['APP'],
  [`${usage}/mini_program_appid`]: undefined,
  [`${usage}/mini_program_path`]: undefined,
}

function check(changes: Json): string | undefined {
  const moved = Object.fromEntries(
    Object.entries(changes).map(([pointer, value]) => [`/stock/${pointer}`, value]),
  )
  return refusalOf(() => checkNewCoupon(changed(shop, moved), 'partner'))?.replace('/stock/', '')
}

describe('a batch', () => {
  it.each<[Json]>([
    [{ remark: '备'.repeat(20) }],
    [{ coupon_code_mode: 'API_ASSIGN' }],
    [{ 'stock_send_rule/max_count_per_day': undefined }],
    [{ 'stock_send_rule/max_count': 100_000_000, 'stock_send_rule/max_count_per_user': 100 }],
    [{ ...app, [`${usage}/app_jump_type`]: 'H5', [`${usage}/app_path`]: 'https://a' }],
    [{ ...app, [`${usage}/app_jump_type`]: 'PASSCODE_LINK', [`${usage}/passcode_link`]: 'x' }],
    [{ ...app, [`${usage}/app_jump_type`]: 'USAGE_GUIDE', [`${usage}/usage_guide`]: 'x' }],
    [{ [`${usage}/usage_description`]: '述'.repeat(1000) }],
    [{ [`${usage}/coupon_available_store_info`]: undefined }],
    [{ [`${display}/background_color`]: 'no colour' }],
    [{ [`${display}/entrance_official_account`]: { appid: 'wx1' } }],
    [
      {
        [`${display}/entrance_finder`]: {
          finder_id: '1',
          finder_video_id: '2',
          finder_video_cover_image_url: 'x',
        },
      },
    ],
  ])('may have %j', (changes) => {
    expect(check(changes)).toBeUndefined()
  })

  it.each<[Json, string]>([
    [{ remark: '备'.repeat(21) }, '400 PARAM_ERROR remark 268578101'],
    [{ coupon_code_mode: 'OWN' }, '400 PARAM_ERROR coupon_code_mode 268578101'],
    [{ stock_send_rule: undefined }, '400 PARAM_ERROR stock_send_rule 268578101'],
    [{ 'stock_send_rule/max_count': 100_000_001 }, '400 PARAM_ERROR stock_send_rule/max_count 268578101'],
    [
      { 'stock_send_rule/max_count_per_user': 101 },
      '400 PARAM_ERROR stock_send_rule/max_count_per_user 268578101',
    ],
    [
      { 'stock_send_rule/max_count_per_user': undefined },
      '400 PARAM_ERROR stock_send_rule/max_count_per_user 268578101',
    ],
    [{ 'notify_config/notify_appid': undefined }, '400 PARAM_ERROR notify_config/notify_appid 268578101'],
    [{ store_scope: undefined }, '400 PARAM_ERROR store_scope 268578101'],
    [{ store_scope: 'SOME' }, '400 PARAM_ERROR store_scope 268578101'],
    [{ stock_id: '1' }, '400 PARAM_ERROR stock_id 268578101'],
    [
      { [`${usage}/coupon_usage_method_list`]: [] },
      `400 PARAM_ERROR ${usage}/coupon_usage_method_list 268578101`,
    ],
    [
      { [`${usage}/coupon_usage_method_list`]: ['SHOP'] },
      `400 PARAM_ERROR ${usage}/coupon_usage_method_list/0 268578101`,
    ],
    [
      { [`${usage}/mini_program_appid`]: undefined },
      `400 INVALID_REQUEST ${usage}/mini_program_appid 268578481`,
    ],
    [
      { [`${usage}/mini_program_path`]: undefined },
      `400 INVALID_REQUEST ${usage}/mini_program_path 268578482`,
    ],
    [
      { [`${usage}/coupon_usage_method_list`]: ['PAYMENT_CODE'] },
      `400 PARAM_ERROR ${usage}/mini_program_appid 268578101`,
    ],
    [app, `400 PARAM_ERROR ${usage}/app_jump_type 268592001`],
    [{ [`${usage}/app_jump_type`]: 'H5' }, `400 PARAM_ERROR ${usage}/app_jump_type 268578101`],
    [{ ...app, [`${usage}/app_jump_type`]: 'H5' }, `400 INVALID_REQUEST ${usage}/app_path 268578483`],
    [
      { ...app, [`${usage}/app_jump_type`]: 'PASSCODE_LINK' },
      `400 PARAM_ERROR ${usage}/passcode_link 268591738`,
    ],
    [{ ...app, [`${usage}/app_jump_type`]: 'USAGE_GUIDE' }, `400 PARAM_ERROR ${usage}/usage_guide 268591739`],
    [{ [`${usage}/app_path`]: 'https://a' }, `400 PARAM_ERROR ${usage}/app_path 268578101`],
    [
      { [`${usage}/usage_description`]: '述'.repeat(1001) },
      `400 PARAM_ERROR ${usage}/usage_description 268578101`,
    ],
    [
      { [`${usage}/coupon_available_store_info/mini_program_path`]: '/a' },
      `400 PARAM_ERROR ${usage}/coupon_available_store_info/mini_program_appid 268578101`,
    ],
    [{ [`${display}/code_display_mode`]: 'SHOWN' }, `400 PARAM_ERROR ${display}/code_display_mode 268578101`],
    [
      { [`${display}/entrance_mini_program/entrance_wording`]: '去逛逛去逛逛' },
      `400 PARAM_ERROR ${display}/entrance_mini_program/entrance_wording 268578101`,
    ],
    [
      { [`${display}/entrance_finder`]: { finder_id: '1' } },
      `400 PARAM_ERROR ${display}/entrance_finder/finder_video_id 268578101`,
    ],
  ])('must not have %j', (changes, refusal) => {
    expect(check(changes)).toBe(refusal)
  })
})
