import { couponInputs } from '@wxdp-internal/fixtures/coupon-inputs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkNewCoupon } from '../../../src/endpoints/coupon/new-coupon-fields.ts'
import { changed, inputsOf, type Json, refusalOf } from '../../support/coupon-bodies.ts'

const [shop, item, bundle] = inputsOf('createProductCoupon') as [Json, Json, Json]
const check = (body: Json): string | undefined => refusalOf(() => checkNewCoupon(body, 'partner'))

describe('a new coupon', () => {
  it.each(['partner', 'brand'] as const)('of a %s may be as its page shows it', (kind) => {
    const bodies = inputsOf('createProductCoupon', kind)
    expect(bodies).toHaveLength(3)
    for (const body of bodies) expect(refusalOf(() => checkNewCoupon(body, kind))).toBeUndefined()
  })

  it('may be whatever core lets pass, with a usage guide where a jump needs one', () => {
    for (const kind of ['partner', 'brand'] as const) {
      const [, , inputs] = couponInputs.find(([id]) => id === `${kind}CreateProductCoupon`) ?? []
      if (!inputs) throw new Error('unknown')
      fc.assert(
        fc.property(inputs, (input) => {
          const refusal = refusalOf(() => checkNewCoupon(input, kind))
          if (refusal !== undefined) expect(refusal).toMatch(/\/usage_guide 268591739$/)
        }),
      )
    }
  })

  const exchange = {
    '/type': 'EXCHANGE',
    '/stock_bundle/progressive_bundle_usage_rule/normal_coupon_list': undefined,
    '/scope': 'SINGLE',
    '/display_info': item.display_info,
  }
  const prices = '/stock_bundle/progressive_bundle_usage_rule/exchange_coupon_list'
  const priceList = (...prices: readonly number[]): readonly object[] =>
    prices.map((exchange_price) => ({ threshold: 0, exchange_price }))
  const amounts = '/stock_bundle/progressive_bundle_usage_rule/normal_coupon_list'
  const amountList = (...amounts: readonly number[]): readonly object[] =>
    amounts.map((discount_amount) => ({ threshold: 0, discount_amount }))

  it.each<[string, Json, Json]>([
    ['15 Chinese characters as its name', shop, { '/display_info/name': '券'.repeat(15) }],
    ['no more than it must', shop, { '/out_product_no': undefined, '/stock/remark': undefined }],
    ['an empty list of pictures', shop, { '/display_info/detail_image_url_list': [] }],
    ['packages, though it is for the whole shop', shop, changeOfDisplay(item)],
    [
      '15 rounds',
      bundle,
      { '/progressive_bundle_usage_info/count': 15, [amounts]: amountList(...Array(15).fill(1)) },
    ],
    ['a first round that is worth more', bundle, { [amounts]: amountList(9, 1, 1) }],
    ['rounds that get cheaper', bundle, { ...exchange, [prices]: priceList(1, 9, 9) }],
  ])('may have %s', (_, body, changes) => {
    expect(check(changed(body, changes))).toBeUndefined()
  })

  it.each<[string, Json, Json, string]>([
    ['no number', shop, { '/out_request_no': undefined }, '400 PARAM_ERROR /out_request_no 268578101'],
    ['a number of 5', shop, { '/out_request_no': '12345' }, '400 PARAM_ERROR /out_request_no 268578101'],
    [
      '41 characters',
      shop,
      { '/out_product_no': 'x'.repeat(41) },
      '400 PARAM_ERROR /out_product_no 268578101',
    ],
    ['no brand', shop, { '/brand_id': undefined }, '400 PARAM_ERROR /brand_id 268578531'],
    ['another field', shop, { '/issuance_type': 'NORMAL' }, '400 PARAM_ERROR /issuance_type 268578101'],
    ['a scope of responses only', shop, { '/scope': 'CATEGORY' }, '400 PARAM_ERROR /scope 268578101'],
    ['another type', shop, { '/type': 'GIFT' }, '400 PARAM_ERROR /type 268578101'],
    ['no mode', shop, { '/usage_mode': undefined }, '400 INVALID_REQUEST /usage_mode 268580889'],
    ['an old mode', shop, { '/usage_mode': 'SEQUENTIAL' }, '400 INVALID_REQUEST /usage_mode 268580889'],
    ['EXCHANGE for the shop', shop, { '/type': 'EXCHANGE' }, '400 INVALID_REQUEST /type 268579591'],

    ['no batch', shop, { '/stock': undefined }, '400 INVALID_REQUEST /stock 268584137'],
    [
      'a group, too',
      shop,
      { '/stock_bundle': bundle.stock_bundle },
      '400 PARAM_ERROR /stock_bundle 268578101',
    ],
    [
      'rounds',
      shop,
      { '/progressive_bundle_usage_info': { count: 3 } },
      '400 PARAM_ERROR /progressive_bundle_usage_info 268578101',
    ],
    [
      'no rule',
      shop,
      { '/single_usage_info': undefined },
      '400 INVALID_REQUEST /single_usage_info 268578486',
    ],
    [
      'an empty rule',
      shop,
      { '/single_usage_info': {} },
      '400 INVALID_REQUEST /single_usage_info/discount_coupon 268578479',
    ],
    [
      'the rule of another type',
      shop,
      { '/type': 'NORMAL' },
      '400 INVALID_REQUEST /single_usage_info/normal_coupon 268578478',
    ],
    [
      'two rules',
      shop,
      { '/single_usage_info/normal_coupon': { threshold: 0, discount_amount: 1 } },
      '400 PARAM_ERROR /single_usage_info/normal_coupon 268578101',
    ],
    [
      '100 % off',
      shop,
      { '/single_usage_info/discount_coupon/percent_off': 100 },
      '400 PARAM_ERROR /single_usage_info/discount_coupon/percent_off 268578101',
    ],
    [
      'a threshold below 0',
      shop,
      { '/single_usage_info/discount_coupon/threshold': -1 },
      '400 PARAM_ERROR /single_usage_info/discount_coupon/threshold 268578101',
    ],
    [
      'a rule that is a number',
      shop,
      { '/single_usage_info/discount_coupon': 20 },
      '400 PARAM_ERROR /single_usage_info/discount_coupon 268578101',
    ],
    [
      'a rule in the batch, too',
      shop,
      { '/stock/single_usage_rule/discount_coupon': { threshold: 0, percent_off: 20 } },
      '400 INVALID_REQUEST /stock/single_usage_rule/discount_coupon 268579830',
    ],
    [
      'a rule in the coupon',
      item,
      { '/single_usage_info': {} },
      '400 INVALID_REQUEST /single_usage_info 268579815',
    ],
    [
      'no rule in the batch',
      item,
      { '/stock/single_usage_rule/exchange_coupon': undefined },
      '400 INVALID_REQUEST /stock/single_usage_rule/exchange_coupon 268579830',
    ],
    [
      'another rule in the batch',
      item,
      { '/type': 'DISCOUNT' },
      '400 INVALID_REQUEST /stock/single_usage_rule/discount_coupon 268579830',
    ],
    [
      'no usage rule',
      item,
      { '/stock/single_usage_rule': undefined },
      '400 INVALID_REQUEST /stock/single_usage_rule 268580485',
    ],
    [
      'rounds in its batch',
      item,
      { '/stock/progressive_bundle_usage_rule': {} },
      '400 PARAM_ERROR /stock/progressive_bundle_usage_rule 268578101',
    ],

    ['no group', bundle, { '/stock_bundle': undefined }, '400 INVALID_REQUEST /stock_bundle 268584138'],
    [
      'no rounds',
      bundle,
      { '/progressive_bundle_usage_info': undefined },
      '400 INVALID_REQUEST /progressive_bundle_usage_info 268584142',
    ],
    ['a batch, too', bundle, { '/stock': shop.stock }, '400 PARAM_ERROR /stock 268578101'],
    [
      'the rule of a single coupon',
      bundle,
      { '/single_usage_info': {} },
      '400 PARAM_ERROR /single_usage_info 268578101',
    ],
    [
      'two rounds',
      bundle,
      { '/progressive_bundle_usage_info/count': 2 },
      '400 PARAM_ERROR /progressive_bundle_usage_info/count 268578101',
    ],
    [
      '16 rounds',
      bundle,
      { '/progressive_bundle_usage_info/count': 16 },
      '400 PARAM_ERROR /progressive_bundle_usage_info/count 268578101',
    ],
    [
      '8 days between rounds',
      bundle,
      { '/progressive_bundle_usage_info/interval_days': 8 },
      '400 PARAM_ERROR /progressive_bundle_usage_info/interval_days 268578101',
    ],
    [
      'codes by API',
      bundle,
      { '/stock_bundle/coupon_code_mode': 'API_ASSIGN' },
      '400 PARAM_ERROR /stock_bundle/coupon_code_mode 268584135',
    ],
    [
      'no rules of rounds',
      bundle,
      { '/stock_bundle/progressive_bundle_usage_rule': undefined },
      '400 INVALID_REQUEST /stock_bundle/progressive_bundle_usage_rule 268584139',
    ],
    [
      'an empty list of rules',
      bundle,
      { [amounts]: [] },
      '400 PARAM_ERROR /stock_bundle/progressive_bundle_usage_rule/normal_coupon_list 268578101',
    ],
    [
      'no list of rules',
      bundle,
      { [amounts]: undefined },
      '400 INVALID_REQUEST /stock_bundle/progressive_bundle_usage_rule/normal_coupon_list 268579829',
    ],
    [
      'the list of another type',
      bundle,
      { '/type': 'DISCOUNT' },
      '400 PARAM_ERROR /stock_bundle/progressive_bundle_usage_rule/normal_coupon_list 268584141',
    ],
    [
      'a rule too few',
      bundle,
      { '/progressive_bundle_usage_info/count': 4 },
      '400 INVALID_REQUEST /stock_bundle/progressive_bundle_usage_rule/normal_coupon_list 268579829',
    ],
    [
      'a third round that is worth less',
      bundle,
      { [amounts]: amountList(1, 9, 8) },
      '400 PARAM_ERROR /stock_bundle/progressive_bundle_usage_rule/normal_coupon_list/2/discount_amount 268578101',
    ],
    [
      'a third round that is dearer',
      bundle,
      { ...exchange, [prices]: priceList(9, 1, 2) },
      '400 PARAM_ERROR /stock_bundle/progressive_bundle_usage_rule/exchange_coupon_list/2/exchange_price 268578101',
    ],
    [
      'a round off nothing',
      bundle,
      { [`${amounts}/1/discount_amount`]: 0 },
      '400 PARAM_ERROR /stock_bundle/progressive_bundle_usage_rule/normal_coupon_list/1/discount_amount 268578101',
    ],
    [
      'a field in a round',
      bundle,
      { [`${amounts}/1/price`]: 0 },
      '400 PARAM_ERROR /stock_bundle/progressive_bundle_usage_rule/normal_coupon_list/1/price 268578101',
    ],
  ])('must not have %s', (_, body, changes, refusal) => {
    expect(check(changed(body, changes))).toBe(refusal)
  })

  it('of a brand must not name it', () => {
    expect(refusalOf(() => checkNewCoupon(shop, 'brand'))).toBe('400 PARAM_ERROR /brand_id 268578101')
  })
})

function changeOfDisplay({ display_info }: Json): Json {
  return { '/display_info': display_info }
}
