import { describe, expect, it } from 'vitest'
import {
  checkAction,
  checkUse,
  checkUserDeactivation,
} from '../../../src/endpoints/coupon/user-coupon-fields.ts'
import { changed, inputOf, inputsOf, type Json, refusalOf } from '../../support/coupon-bodies.ts'

const checks = {
  confirmCoupon: checkAction,
  useCoupon: checkUse,
  returnCoupon: checkAction,
  deactivateUserCoupon: checkUserDeactivation,
} as const

it.each(Object.entries(checks))('%s may be as its page shows it', (endpoint, check) => {
  for (const kind of ['partner', 'brand'] as const) {
    const bodies = inputsOf(endpoint, kind)
    expect(bodies.length).toBeGreaterThan(0)
    for (const body of bodies) expect(refusalOf(() => check(body, kind))).toBeUndefined()
  }
})

it.each<[keyof typeof checks, Json, string]>([
  ['confirmCoupon', { '/product_coupon_id': undefined }, '/product_coupon_id 268578101'],
  ['confirmCoupon', { '/stock_id': 'x'.repeat(41) }, '/stock_id 268578101'],
  ['confirmCoupon', { '/appid': '' }, '/appid 268578101'],
  ['confirmCoupon', { '/out_request_no': '12345' }, '/out_request_no 268578101'],
  ['confirmCoupon', { '/brand_id': undefined }, '/brand_id 268578531'],
  ['returnCoupon', { '/return_time': '2026-12-06T12:30:00+08:00' }, '/return_time 268578101'],
  ['deactivateUserCoupon', { '/deactivate_reason': undefined }, '/deactivate_reason 268578101'],
  ['deactivateUserCoupon', { '/deactivate_reason': '因'.repeat(151) }, '/deactivate_reason 268578101'],
])('%s must not have %j', (endpoint, changes, refusal) => {
  const body = changed(inputOf(endpoint), changes)
  expect(refusalOf(() => checks[endpoint](body, 'partner'))).toBe(`400 PARAM_ERROR ${refusal}`)
})

describe('a redemption', () => {
  const [paid, , scored] = inputsOf('useCoupon') as [Json, Json, Json]
  const check = (body: Json): string | undefined => refusalOf(() => checkUse(body, 'partner'))
  const order = '/associated_order_info'
  const score = '/associated_pay_score_order_info'

  it.each<[Json, Json]>([
    [paid, { [order]: undefined }],
    [paid, { '/saved_amount': 0, '/store_id': undefined }],
    [paid, { [order]: { transaction_id: '1', out_trade_no: '2', mchid: '1900000001' } }],
    [scored, { [score]: { order_id: '1' } }],
    [scored, { [score]: { out_order_no: 'a|b_c-1', mchid: '1900000001' } }],
  ])('of %j may have %j', (body, changes) => {
    expect(check(changed(body, changes))).toBeUndefined()
  })

  it.each<[Json, Json, string]>([
    [paid, { '/use_time': undefined }, '400 PARAM_ERROR /use_time 268578222'],
    [paid, { '/use_time': '2026-12-06' }, '400 PARAM_ERROR /use_time 268578222'],
    [paid, { '/store_id': 'shop 7' }, '400 PARAM_ERROR /store_id 268578640'],
    [paid, { '/saved_amount': -1 }, '400 PARAM_ERROR /saved_amount 268578101'],
    [paid, { [score]: { order_id: '1' } }, `400 PARAM_ERROR ${score} 268578101`],
    [paid, { [order]: {} }, `400 PARAM_ERROR ${order}/transaction_id 268578101`],
    [paid, { [order]: { out_trade_no: '1' } }, `400 INVALID_REQUEST ${order}/mchid 268585347`],
    [paid, { [order]: { out_trade_no: '1', mchid: 'me' } }, `400 INVALID_REQUEST ${order}/mchid 268585347`],
    [paid, { [order]: { order_id: '1' } }, `400 PARAM_ERROR ${order}/order_id 268578101`],
    [scored, { [score]: {} }, `400 PARAM_ERROR ${score}/order_id 268578101`],
    [scored, { [`${score}/mchid`]: undefined }, `400 INVALID_REQUEST ${score}/mchid 268585347`],
    [scored, { [`${score}/out_order_no`]: 'a b' }, `400 PARAM_ERROR ${score}/out_order_no 268578101`],
    [
      scored,
      { [`${score}/out_order_no`]: 'a'.repeat(33) },
      `400 PARAM_ERROR ${score}/out_order_no 268578101`,
    ],
  ])('of %j must not have %j', (body, changes, refusal) => {
    expect(check(changed(body, changes))).toBe(refusal)
  })
})
