import { type DeliveryPlan, fromResponse, toRequest } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { issuesOf, thrownIssues } from '../support/issues-of.ts'
import { plan } from '../support/plans.ts'
import { verifiedResponse } from '../support/verified.ts'

describe('the input of listPlans', () => {
  const list = (input: brand.ListPlansInput) => () => toRequest(brand.listPlans, input)

  it.each(['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED'] as const)(
    'accepts the filter plan_state %s',
    (plan_state) => {
      expect(issuesOf(list({ plan_state }))).toEqual([])
    },
  )

  it.each(['AUDIT_INITIAL', 'AUDIT_PROCESSING', 'AUDIT_PASSED', 'AUDIT_REJECTED'] as const)(
    'accepts the filter audit_state %s',
    (audit_state) => {
      expect(issuesOf(list({ audit_state }))).toEqual([])
    },
  )

  it('does not compile with an unknown state, and the error lists the known ones', () => {
    // @ts-expect-error a misspelt plan state
    expect(thrownIssues(list({ plan_state: 'DELIVERNG' }))).toMatchObject([
      {
        rule: 'picklist',
        message: 'Expected one of CREATED, DELIVERING, PAUSED, TERMINATED, EXPIRED; found "DELIVERNG".',
      },
    ])
    // @ts-expect-error an audit state as notifications write it
    expect(thrownIssues(list({ audit_state: 'PASSED' }))).toMatchObject([
      {
        rule: 'picklist',
        message:
          'Expected one of AUDIT_INITIAL, AUDIT_PROCESSING, AUDIT_PASSED, AUDIT_REJECTED; found "PASSED".',
      },
    ])
  })

  it.each<[string, object, string]>([
    ['an empty page', { page_size: 0 }, '/page_size min_value'],
    ['a page of 51', { page_size: 51 }, '/page_size max_value'],
    ['half a plan', { page_size: 1.5 }, '/page_size safe_integer'],
    ['a page size that is a string', { page_size: '10' }, '/page_size number'],
    ['a negative offset', { offset: -1 }, '/offset min_value'],
    ['the former spelling of a state', { plan_state: 'PLAN_PAUSED' }, '/plan_state picklist'],
    ['an audit state as notifications write it', { audit_state: 'PASSED' }, '/audit_state picklist'],
    ['an empty plan id', { plan_id: '' }, '/plan_id regex'],
  ])('refuses %s', (_, input, issue) => {
    expect(issuesOf(list(input))).toEqual([issue])
    expect(issuesOf(() => toRequest(partner.listPlans, { ...input, brand_id: '120344' }))).toEqual([issue])
  })

  it('refuses a brand id that would change the path', () => {
    expect(issuesOf(() => toRequest(partner.listPlans, { brand_id: 'a/b' }))).toEqual(['/brand_id regex'])
  })
})

describe('the output of listPlans', () => {
  it('keeps new fields and new values as they came', () => {
    const page = { total_count: 1, plan_list: [plan] }
    expect(fromResponse(partner.listPlans, verifiedResponse(page))).toEqual(page)
  })

  it('may lack the list when no plan matches', () => {
    const { total_count, plan_list } = fromResponse(brand.listPlans, verifiedResponse({ total_count: 0 }))
    expect([total_count, plan_list]).toEqual([0, undefined])
  })

  it('has a type with open enums', () => {
    expectTypeOf<brand.ListPlansOutput['plan_list']>().toEqualTypeOf<readonly DeliveryPlan[] | undefined>()
    expectTypeOf<string>().toExtend<DeliveryPlan['plan_state']>()
    expectTypeOf<string>().toExtend<DeliveryPlan['usage_mode']>()
  })
})
