import { describe, expect, it } from 'vitest'
import { checkNewCoupon } from '../../../src/endpoints/coupon/new-coupon-fields.ts'
import { changed, inputOf, type Json, refusalOf } from '../../support/coupon-bodies.ts'

const item = inputOf('createProductCoupon', 1)
const combos = 'combo_package_list'
const choices = `${combos}/0/choice_list`

function check(changes: Json): string | undefined {
  const moved = Object.fromEntries(
    Object.entries(changes).map(([pointer, value]) => [`/display_info/${pointer}`, value]),
  )
  return refusalOf(() => checkNewCoupon(changed(item, moved), 'partner'))?.replace('/display_info/', '')
}

describe('a display of a single-item coupon', () => {
  it.each<[Json]>([
    [{ original_price: 0 }],
    [{ original_price: 10_000_000 }],
    [{ name: 'a b' }],
    [{ [`${choices}/0/image_url`]: undefined }],
    [{ [`${choices}/0/mini_program_appid`]: 'wx1', [`${choices}/0/mini_program_path`]: '/a' }],
    [{ [`${combos}/0/pick_count`]: 2 }],
  ])('may have %j', (changes) => {
    expect(check(changes)).toBeUndefined()
  })

  it.each<[Json, string]>([
    [{ name: '券券' }, '400 PARAM_ERROR name 268578101'],
    [{ name: '券'.repeat(16) }, '400 PARAM_ERROR name 268578101'],
    [{ name: 3 }, '400 PARAM_ERROR name 268578101'],
    [{ image_url: undefined }, '400 PARAM_ERROR image_url 268578101'],
    [{ background_url: '' }, '400 PARAM_ERROR background_url 268578101'],
    [
      { detail_image_url_list: Array(9).fill('https://a') },
      '400 PARAM_ERROR detail_image_url_list 268578101',
    ],
    [{ detail_image_url_list: ['https://a', 1] }, '400 PARAM_ERROR detail_image_url_list/1 268578101'],
    [{ original_price: undefined }, '400 INVALID_REQUEST original_price 268578476'],
    [{ original_price: 10_000_001 }, '400 PARAM_ERROR original_price 268578101'],
    [{ original_price: 1.5 }, '400 PARAM_ERROR original_price 268578101'],
    [{ [combos]: undefined }, '400 INVALID_REQUEST combo_package_list 268578477'],
    [{ [combos]: [] }, '400 PARAM_ERROR combo_package_list 268578101'],
    [{ [combos]: {} }, '400 PARAM_ERROR combo_package_list 268578101'],
    [{ [`${combos}/0/name`]: '券'.repeat(16) }, `400 PARAM_ERROR ${combos}/0/name 268578101`],
    [{ [`${combos}/0/pick_count`]: 0 }, `400 PARAM_ERROR ${combos}/0/pick_count 268578101`],
    [{ [`${combos}/0/pick_count`]: 3 }, `400 INVALID_REQUEST ${combos}/0/pick_count 268589582`],
    [{ [`${choices}`]: [] }, `400 PARAM_ERROR ${choices} 268578101`],
    [{ [`${choices}/1/price`]: 0 }, `400 PARAM_ERROR ${choices}/1/price 268578101`],
    [{ [`${choices}/1/count`]: 100 }, `400 PARAM_ERROR ${choices}/1/count 268578101`],
    [{ [`${choices}/1/color`]: 'red' }, `400 PARAM_ERROR ${choices}/1/color 268578101`],
    [
      { [`${choices}/1/mini_program_appid`]: 'wx1' },
      `400 PARAM_ERROR ${choices}/1/mini_program_path 268578101`,
    ],
    [
      { [`${choices}/1/mini_program_path`]: '/a' },
      `400 PARAM_ERROR ${choices}/1/mini_program_appid 268578101`,
    ],
  ])('must not have %j', (changes, refusal) => {
    expect(check(changes)).toBe(refusal)
  })
})
