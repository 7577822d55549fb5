import { describe, expect, it } from 'vitest'
import type { Period } from '../../src/coupons/batch.ts'
import { isWithinHours, nextValidity, validityOf } from '../../src/coupons/validity.ts'
import { toChinaTime } from '../../src/http/times.ts'

const bounds = {
  available_begin_time: '2026-12-01T00:00:00+08:00',
  available_end_time: '2026-12-31T23:59:59+08:00',
}
const at = (time: string): number => Date.parse(`2026-12-${time}+08:00`)
const begun = '2026-12-05T10:00:00'

describe('a coupon that is received', () => {
  it.each<[string, Partial<Period>, string, string, string]>([
    ['as the documented sample', { available_days: 7 }, begun, begun, '2026-12-11T23:59:59'],
    ['without days of its own', {}, begun, begun, '2026-12-31T23:59:59'],
    ['before the batch begins', {}, '2026-11-20T10:00:00', '2026-12-01T00:00:00', '2026-12-31T23:59:59'],
    [
      'before the batch begins, for one day',
      { available_days: 1 },
      '2026-11-20T10:00:00',
      '2026-12-01T00:00:00',
      '2026-12-01T23:59:59',
    ],
    [
      'to wait for two days',
      { available_days: 1, wait_days_after_receive: 2 },
      begun,
      '2026-12-07T00:00:00',
      '2026-12-07T23:59:59',
    ],
    ['shortly before the batch ends', { available_days: 30 }, begun, begun, '2026-12-31T23:59:59'],
    ['for two hours', { available_seconds: 7200 }, begun, begun, '2026-12-05T12:00:00'],
    [
      'just before midnight',
      { available_days: 1 },
      '2026-12-05T23:59:59',
      '2026-12-05T23:59:59',
      '2026-12-05T23:59:59',
    ],
  ])('%s', (_, rule, received, begin, end) => {
    const validity = validityOf({ ...bounds, ...rule }, Date.parse(`${received}+08:00`))
    expect([toChinaTime(validity.begin), toChinaTime(validity.end)]).toEqual([
      `${begin}+08:00`,
      `${end}+08:00`,
    ])
  })

  it('as the next of a group begins at once, or at midnight after the interval, and ends with the group', () => {
    const used = at('06T12:30:00')
    const end = at('31T23:59:59')
    expect(nextValidity(end, { used, days: 0 })).toEqual({ begin: used, end })
    expect(nextValidity(end, { used, days: 1 })).toEqual({ begin: at('07T00:00:00'), end })
  })
})

describe('the hours of a coupon', () => {
  it.each<[string, Partial<Period>, string, boolean]>([
    ['none', {}, '04T03:00:00', true],
    // 2026-12-05 is a Saturday.
    ['a Saturday', { weekly_available_period: { day_list: ['SATURDAY'] } }, '05T00:00:00', true],
    [
      'the last second of Friday',
      { weekly_available_period: { day_list: ['SATURDAY'] } },
      '04T23:59:59',
      false,
    ],
    [
      'inside the hours of a day',
      {
        weekly_available_period: {
          day_list: ['SATURDAY'],
          day_period_list: [{ begin_time: 36_000, end_time: 79_200 }],
        },
      },
      '05T22:00:00',
      true,
    ],
    [
      'outside the hours of a day',
      {
        weekly_available_period: {
          day_list: ['SATURDAY'],
          day_period_list: [{ begin_time: 36_000, end_time: 79_200 }],
        },
      },
      '05T09:59:59',
      false,
    ],
    [
      'inside the second of two spans',
      {
        irregular_available_period_list: [
          { begin_time: '2026-12-02T00:00:00+08:00', end_time: '2026-12-03T00:00:00+08:00' },
          { begin_time: '2026-12-05T00:00:00+08:00', end_time: '2026-12-06T00:00:00+08:00' },
        ],
      },
      '05T12:00:00',
      true,
    ],
    [
      'between two spans',
      {
        irregular_available_period_list: [
          { begin_time: '2026-12-02T00:00:00+08:00', end_time: '2026-12-03T00:00:00+08:00' },
          { begin_time: '2026-12-05T00:00:00+08:00', end_time: '2026-12-06T00:00:00+08:00' },
        ],
      },
      '04T12:00:00',
      false,
    ],
  ])('%s', (_, rule, time, isWithin) => {
    expect(isWithinHours({ ...bounds, ...rule }, at(time))).toBe(isWithin)
  })

  it('knows the day of the week of any day', () => {
    const days = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY']
    for (let i = 0; i < 800; i++) {
      const noon = Date.UTC(2025, 10, 1 + i, 4)
      const today = days[new Date(noon + 8 * 3_600_000).getUTCDay()] as 'MONDAY'
      for (const day of days as 'MONDAY'[]) {
        const rule = { weekly_available_period: { day_list: [day] } }
        expect(isWithinHours({ ...bounds, ...rule }, noon)).toBe(day === today)
      }
    }
  })
})
