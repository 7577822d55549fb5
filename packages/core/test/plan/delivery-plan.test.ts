import { fromResponse } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { codeOf } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { plan, plan_id } from '../support/plans.ts'
import { verifiedResponse } from '../support/verified.ts'

describe('a documented response', () => {
  it('keeps new fields and new values as they came', () => {
    const output = fromResponse(partner.createPlan, verifiedResponse({ plan, more: 1 }))
    expect(output).toEqual({ plan, more: 1 })
  })

  it.each(['', '{}', '{"plan":null}'])('is refused without a plan: %j', async (body) => {
    const run = () => fromResponse(partner.createPlan, verifiedResponse(body))
    expect(await codeOf(run)).toBe('CORE_RESPONSE_INVALID')
  })

  it('of the partner’s terminatePlan is a 204', () => {
    expect(fromResponse(partner.terminatePlan, verifiedResponse('', 204))).toBeUndefined()
  })
})

describe('a response that is not documented', () => {
  it('may hold the plan, an empty object or nothing', () => {
    expect(fromResponse(brand.pausePlan, verifiedResponse('', 204))).toBeUndefined()
    expect(fromResponse(brand.submitPlan, verifiedResponse(''))).toBeUndefined()
    expect(fromResponse(brand.resumePlan, verifiedResponse('{}'))).toEqual({})
    expect(fromResponse(brand.terminatePlan, verifiedResponse({ plan }))?.plan?.plan_id).toBe(plan_id)
  })
})
