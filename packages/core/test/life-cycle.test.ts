import {
  auditTransitions,
  changeableFields,
  checkPlanUpdate,
  type DeliveryPlan,
  isFinalState,
  normaliseAuditState,
  normalisePlanState,
  parseDateTime,
  planTransitions,
} from '@wxdp/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('the documented life', () => {
  it.each([
    ['plan', planTransitions, ['TERMINATED', 'EXPIRED']],
    ['audit', auditTransitions, []],
  ])('of a %s begins somewhere, leads everywhere, and ends only where it says', (_, steps, ends) => {
    const states = new Set(steps.map(({ to }) => to))
    const reached = new Set(steps.filter(({ from }) => from === undefined).map(({ to }) => to))
    for (let size = -1; size !== reached.size; ) {
      size = reached.size
      for (const { from, to } of steps) if (from !== undefined && reached.has(from)) reached.add(to)
    }
    expect(reached).toEqual(states)
    expect([...states].filter((state) => !steps.some(({ from }) => from === state))).toEqual(ends)
    expect([...states].filter((state) => isFinalState(state))).toEqual(ends)
  })
})

describe('parseDateTime', () => {
  it.each<[string, string]>([
    ['2015-05-20T13:29:35+08:00', '2015-05-20T05:29:35.000Z'],
    ['2026-03-23T13:29:35.120+08:00', '2026-03-23T05:29:35.120Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(new Date(parseDateTime(text) ?? Number.NaN).toISOString()).toBe(iso)
  })

  it.each([
    '',
    '2026-12-01',
    '2026-12-01T00:00:00',
    '2026-12-01 00:00:00Z',
    '2026-12-01t00:00:00z',
    '2026-12-01T24:00:00Z',
    '2026-12-01T00:60:00Z',
    '2026-12-01T00:00:60Z',
    '2026-12-01T00:00Z',
    '2026-12-01T00:00:00+0800',
    '2026-12-01T00:00:00+24:00',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-04-00T00:00:00Z',
    '2026-02-29T00:00:00Z',
    ' 2026-12-01T00:00:00Z',
    '2026-12-01T00:00:00Z\n',
    '１９９９-12-01T00:00:00Z',
  ])('does not take %j', (text) => {
    expect(parseDateTime(text)).toBeUndefined()
  })

  it('reads what Date writes', () => {
    const years = {
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    }
    fc.assert(
      fc.property(
        fc.date(years),
        (date) => void expect(parseDateTime(date.toISOString())).toBe(date.getTime()),
      ),
    )
  })
})

describe('states', () => {
  it('are normalised by name, and kept where nobody knows them', () => {
    expect(['PLAN_DELIVERING', 'DELIVERING', 'PLAN_CREATING', 'X'].map(normalisePlanState)).toEqual([
      'DELIVERING',
      'DELIVERING',
      'CREATING',
      'X',
    ])
    expect(['AUDIT_PASSED', 'PASSED', 'AUDIT_INITIAL', 'X'].map(normaliseAuditState)).toEqual([
      'PASSED',
      'PASSED',
      'INITIAL',
      'X',
    ])
  })

  it('are final when a plan is over, in either spelling', () => {
    expect(['TERMINATED', 'PLAN_TERMINATED', 'EXPIRED', 'PLAN_EXPIRED'].map(isFinalState)).toEqual(
      Array(4).fill(true),
    )
    expect(['CREATED', 'DELIVERING', 'PAUSED', '', 'PLAN_TERMINATING'].map(isFinalState)).toEqual(
      Array(5).fill(false),
    )
  })

  it('lead on from every state that is not final, and from no other', () => {
    const states = new Set(planTransitions.map(({ to }) => to))
    for (const state of states) {
      expect(planTransitions.some(({ from }) => from === state)).toBe(!isFinalState(state))
    }
    expect([...states].sort()).toEqual(['CREATED', 'DELIVERING', 'EXPIRED', 'PAUSED', 'TERMINATED'])
  })
})

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

  it('lets through what grows, is extended, or may change freely', () => {
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
    ['as much', { total_count: 20_000 }, '/modify_content/total_count only_more'],
    ['less', { user_limit: 1 }, '/modify_content/user_limit only_more'],
    ['a number that is none', { user_limit: '3' }, '/modify_content/user_limit only_more'],
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
      'an end that is no time',
      { delivery_end_time: 'later' },
      '/modify_content/delivery_end_time only_later',
    ],
    [
      'an end that is no text',
      { delivery_end_time: 1798646401000 },
      '/modify_content/delivery_end_time only_later',
    ],
    ['the batch', { stock_id: 't' }, '/modify_content/stock_id fixed'],
    ['what every object has', { toString: 1 }, '/modify_content/toString fixed'],
  ])('refuses %s', (_, change, issue) => {
    expect(rulesOf(change)).toEqual([issue])
  })

  it('takes a limit of 0 for none', () => {
    expect(rulesOf({ daily_limit: 1 }, { ...plan, daily_limit: 0 })).toEqual([
      '/modify_content/daily_limit not_set_before',
    ])
  })

  it('refuses any change of a plan that is over', () => {
    expect(rulesOf({ plan_name: 'x' }, { ...plan, plan_state: 'PLAN_EXPIRED' })).toEqual([' plan_final'])
  })

  it('says what was found, and where it is written', () => {
    expect(checkPlanUpdate(plan, { total_count: 1 })).toEqual([
      {
        path: '/modify_content/total_count',
        rule: 'only_more',
        message: 'It can only be increased: expected more than 20000; found 1.',
        expected: '>20000',
        found: '1',
        page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184594',
      },
    ])
  })

  it('covers every field that may change', () => {
    expect(Object.keys(changeableFields)).toHaveLength(6)
  })
})
