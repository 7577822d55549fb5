import { fromResponse } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { codeOf } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { plan } from '../support/plans.ts'
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
})

describe.each([
  partner.terminatePlan,
  brand.terminatePlan,
  brand.submitPlan,
  brand.pausePlan,
  brand.resumePlan,
])('$name ($caller)', (endpoint) => {
  it.each<[number, unknown]>([
    [204, ''],
    [200, ''],
    [200, {}],
    [200, { plan }],
    [200, 'null'],
    [200, '<html>'],
    [201, { plan }],
    [202, ''],
  ])('takes a verified %i with any body (%j) as success', (status, body) => {
    expect(fromResponse(endpoint, verifiedResponse(body, status))).toBeUndefined()
  })

  it('takes nothing else as success', async () => {
    expect(await codeOf(() => fromResponse(endpoint, verifiedResponse('', 302)))).toBe('HTTP_302')
    const unverified = { ...verifiedResponse('', 204), verified: 'unsigned' as const }
    expect(await codeOf(() => fromResponse(endpoint, unverified))).toBe('CORE_RESPONSE_UNVERIFIED')
  })
})
