import { toRequest } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { expect, it } from 'vitest'
import { issuesOf } from '../support/issues-of.ts'

it.each([
  ['a plan id that would change the path', '../x'],
  ['an empty plan id', ''],
])('endpoints of one plan refuse %s', (_, plan_id) => {
  for (const endpoint of [
    partner.terminatePlan,
    brand.terminatePlan,
    brand.submitPlan,
    brand.resumePlan,
    brand.pausePlan,
  ]) {
    expect(issuesOf(() => toRequest(endpoint, { plan_id }))).toEqual(['/plan_id regex'])
  }
})
