import { fromResponse, toRequest } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { codeOf } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { issuesOf } from '../support/issues-of.ts'
import { change, plan } from '../support/plans.ts'
import { verifiedResponse } from '../support/verified.ts'

describe.each([
  ['partner', partner.updatePlan],
  ['brand', brand.updatePlan],
])('updatePlan of a %s', (_, updatePlan) => {
  it.each<[string, unknown, string]>([
    ['an empty change', {}, '/modify_content no_change'],
    ['a change to undefined', { plan_name: undefined }, '/modify_content no_change'],
    [
      'a change of the start',
      { delivery_start_time: '2026-12-01T00:00:00Z' },
      '/modify_content/delivery_start_time unknown_field',
    ],
    ['an end that is not a time', { delivery_end_time: 'soon' }, '/modify_content/delivery_end_time rfc3339'],
    ['content that is not an object', 'x', '/modify_content object'],
  ])('refuses %s', (_, modify_content, issue) => {
    const input = { ...change, modify_content } as brand.UpdatePlanInput
    expect(issuesOf(() => toRequest(updatePlan, input))).toEqual([issue])
  })

  it('refuses a counter without an exact form instead of rounding it', async () => {
    const body = JSON.stringify({ plan }).replace('10000', '9007199254740993')
    const run = () => fromResponse(updatePlan, verifiedResponse(body))
    expect(await codeOf(run)).toBe('CORE_RESPONSE_INVALID')
  })
})
