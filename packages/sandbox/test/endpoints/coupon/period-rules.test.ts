import { describe, expect, it } from 'vitest'
import { checkNewCoupon } from '../../../src/endpoints/coupon/new-coupon-fields.ts'
import { checkPeriod } from '../../../src/endpoints/coupon/period-rules.ts'
import { inCouponBody } from '../../../src/http/fields.ts'
import { changed, inputOf, type Json, refusalOf } from '../../support/coupon-bodies.ts'

const shop = inputOf('createProductCoupon')
const at = '/stock/single_usage_rule/coupon_available_period'
const bounds = {
  available_begin_time: '2026-12-01T00:00:00+08:00',
  available_end_time: '2026-12-31T23:59:59+08:00',
}
const check = (period: Json): string | undefined =>
  refusalOf(() => checkNewCoupon(changed(shop, { [at]: { ...bounds, ...period } }), 'partner'))?.replace(
    `${at}/`,
    '',
  )
const hours = (...spans: readonly (readonly [number, number])[]): Json => ({
  weekly_available_period: {
    day_list: ['MONDAY'],
    day_period_list: spans.map(([begin_time, end_time]) => ({ begin_time, end_time })),
  },
})
const spans = (...days: readonly (readonly [string, string])[]): Json => ({
  irregular_available_period_list: days.map(([begin, end]) => ({
    begin_time: `2026-12-${begin}T00:00:00+08:00`,
    end_time: `2026-12-${end}T00:00:00+08:00`,
  })),
})

describe('a period', () => {
  it.each<[Json]>([
    [{}],
    [{ available_end_time: '2027-12-02T00:00:00+08:00' }],
    [{ available_begin_time: '2026-11-30T16:00:00Z' }],
    [{ available_days: 365, wait_days_after_receive: 30 }],
    [{ available_seconds: 3600 }],
    [{ available_seconds: 86_400 }],
    [{ weekly_available_period: {} }],
    [hours([0, 100], [100, 86_399])],
    [{ ...hours([0, 100]), available_days: 7 }],
    [spans(['03', '04'], ['01', '03'])],
  ])('may be %j', (period) => {
    expect(check(period)).toBeUndefined()
  })

  const week = 'weekly_available_period'
  const list = 'irregular_available_period_list'
  it.each<[Json, string]>([
    [{ available_begin_time: undefined }, '400 PARAM_ERROR available_begin_time 268578222'],
    [{ available_begin_time: '2026-12-01 00:00:00' }, '400 PARAM_ERROR available_begin_time 268578222'],
    [{ available_end_time: bounds.available_begin_time }, '400 PARAM_ERROR available_end_time 268578101'],
    [{ available_end_time: '2027-12-02T00:00:01+08:00' }, '400 PARAM_ERROR available_end_time 268578101'],
    [{ available_days: 0 }, '400 PARAM_ERROR available_days 268578101'],
    [{ available_days: 366 }, '400 PARAM_ERROR available_days 268578101'],
    [{ available_days: 1, wait_days_after_receive: 31 }, '400 PARAM_ERROR wait_days_after_receive 268578101'],
    [{ wait_days_after_receive: 1 }, '400 INVALID_REQUEST available_days 268584136'],
    [{ available_seconds: 3601 }, '400 PARAM_ERROR available_seconds 268578101'],
    [{ available_seconds: 0 }, '400 PARAM_ERROR available_seconds 268578101'],
    [{ available_seconds: 90_000 }, '400 PARAM_ERROR available_seconds 268578101'],
    [{ available_seconds: '3600' }, '400 PARAM_ERROR available_seconds 268578101'],
    [{ available_seconds: 3600, available_days: 1 }, '400 PARAM_ERROR available_days 268578101'],
    [{ available_seconds: 3600, ...hours([0, 1]) }, `400 PARAM_ERROR ${week} 268578101`],
    [{ available_seconds: 3600, ...spans(['01', '02']) }, `400 PARAM_ERROR ${list} 268578101`],
    [{ ...hours([0, 1]), ...spans(['01', '02']) }, `400 PARAM_ERROR ${week} 268578101`],
    [{ available_days: 1, ...spans(['01', '02']) }, '400 PARAM_ERROR available_days 268578101'],
    [{ [week]: { day_list: ['SOMEDAY'] } }, `400 PARAM_ERROR ${week}/day_list/0 268578101`],
    [{ [week]: { day_list: [] } }, `400 PARAM_ERROR ${week}/day_list 268578101`],
    [
      { [week]: { day_period_list: [{ begin_time: 0, end_time: 1 }] } },
      `400 INVALID_REQUEST ${week}/day_list 268578485`,
    ],
    [hours([0, 86_400]), `400 PARAM_ERROR ${week}/day_period_list/0/end_time 268578101`],
    [hours([1, 1]), `400 PARAM_ERROR ${week}/day_period_list/0/end_time 268578101`],
    [hours([5, 9], [0, 6]), `400 PARAM_ERROR ${week}/day_period_list/1/begin_time 268578101`],
    [hours([0, 1], [1, 2], [2, 3], [3, 4]), `400 PARAM_ERROR ${week}/day_period_list 268578101`],
    [spans(['01', '02'], ['02', '03'], ['03', '04']), `400 PARAM_ERROR ${list} 268578101`],
    [spans(['02', '01']), `400 PARAM_ERROR ${list}/0/end_time 268578101`],
    [spans(['01', '03'], ['02', '04']), `400 PARAM_ERROR ${list}/1/begin_time 268578101`],
    [
      { [list]: [{ begin_time: 'soon', end_time: 'later' }] },
      `400 PARAM_ERROR ${list}/0/begin_time 268578222`,
    ],
  ])('must not be %j', (period, refusal) => {
    expect(check(period)).toBe(refusal)
  })

  it('shows what overlaps as it was sent', () => {
    const period = changed(shop, { [at]: { ...bounds, ...spans(['01', '03'], ['02', '04']) } })
    expect(() => checkNewCoupon(period, 'partner')).toThrow(
      expect.objectContaining({
        content: expect.objectContaining({
          detail: expect.objectContaining({ value: '2026-12-02T00:00:00+08:00' }),
        }),
      }),
    )
  })

  it('of another batch must name the days of a week', () => {
    const needs = (period: Json): string | undefined =>
      refusalOf(() => checkPeriod({ ...bounds, ...period }, inCouponBody, { needsDays: true }))
    expect(needs({ weekly_available_period: {} })).toBe(
      '400 PARAM_ERROR /weekly_available_period/day_list 268578101',
    )
    expect(needs(hours([0, 1]))).toBeUndefined()
    expect(needs({})).toBeUndefined()
  })
})
