import { checkPlanUpdate, type DeliveryPlan } from '@wxdp/core'
import { describe, expect, it } from 'vitest'

const plan: DeliveryPlan = {
  plan_id: '1',
  plan_name: 'n',
  plan_state: 'DELIVERING',
  delivery_start_time: '2026-12-01T00:00:00+08:00',
  delivery_end_time: '2026-12-31T00:00:00+08:00',
  product_coupon_id: 'c',
  usage_mode: 'SINGLE',
  stock_id: 's',
  brand_id: 'b',
  total_count: 20_000,
  user_limit: 2,
  reuse_coupon_config: false,
}

describe('checkPlanUpdate', () => {
  const rulesOf = (change: object, current = plan) =>
    checkPlanUpdate(current, change).map(({ path, rule }) => `${path} ${rule}`)

  it('accepts counts that increase, an end that is extended, and fields that may change freely', () => {
    expect(
      rulesOf({
        plan_name: 'other',
        recommend_word: 'x',
        total_count: 20_001,
        user_limit: 3,
        delivery_end_time: '2026-12-30T16:00:01Z',
        daily_limit: undefined,
      }),
    ).toEqual([])
  })

  it.each<[string, object, string]>([
    ['a smaller total', { total_count: 19_999 }, '/modify_content/total_count not_less'],
    ['a total that is not a number', { total_count: '30000' }, '/modify_content/total_count not_less'],
    ['the same limit', { user_limit: 2 }, '/modify_content/user_limit only_more'],
    ['a smaller count', { user_limit: 1 }, '/modify_content/user_limit only_more'],
    ['a string in place of a number', { user_limit: '3' }, '/modify_content/user_limit only_more'],
    ['a limit that was not set', { daily_limit: 1 }, '/modify_content/daily_limit not_set_before'],
    [
      'the same instant',
      { delivery_end_time: '2026-12-30T16:00:00Z' },
      '/modify_content/delivery_end_time only_later',
    ],
    [
      'an earlier end',
      { delivery_end_time: '2026-12-30T00:00:00Z' },
      '/modify_content/delivery_end_time only_later',
    ],
    [
      'an end that is not a time',
      { delivery_end_time: 'later' },
      '/modify_content/delivery_end_time only_later',
    ],
    [
      'an end that is not a string',
      { delivery_end_time: 1798646401000 },
      '/modify_content/delivery_end_time only_later',
    ],
    ['the batch', { stock_id: 't' }, '/modify_content/stock_id fixed'],
    ['the name of a member of Object.prototype', { toString: 1 }, '/modify_content/toString fixed'],
  ])('refuses %s', (_, change, issue) => {
    expect(rulesOf(change)).toEqual([issue])
  })

  it('does not block the same total, which the page forbids and the text of the server allows', () => {
    expect(rulesOf({ total_count: 20_000 })).toEqual([])
  })

  it('treats a limit of 0 as not set', () => {
    expect(rulesOf({ daily_limit: 1 }, { ...plan, daily_limit: 0 })).toEqual([
      '/modify_content/daily_limit not_set_before',
    ])
  })

  it('refuses any change of a plan that has ended', () => {
    expect(rulesOf({ plan_name: 'x' }, { ...plan, plan_state: 'PLAN_EXPIRED' })).toEqual([' plan_final'])
  })

  it('says what was found and expected, with the page', () => {
    expect(checkPlanUpdate(plan, { total_count: 1 })).toEqual([
      {
        path: '/modify_content/total_count',
        rule: 'not_less',
        message: 'It cannot be decreased: expected at least 20000; found 1.',
        expected: '>=20000',
        found: '1',
        page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184594',
      },
    ])
  })
})
