import { describe, expect, it } from 'vitest'
import { fault } from '../support/caller.ts'
import { createPlan, plans, stage, stateOf } from '../support/stage.ts'

describe('terminatePlan', () => {
  it('ends a plan once, also during an audit, with an empty signed 204', async () => {
    const { partner } = await stage()
    const { plan_id } = await createPlan(partner)
    const { status, body, headers } = await partner('POST', `${plans}/${plan_id}/terminate`)
    expect([status, body, headers.has('wechatpay-signature')]).toEqual([204, {}, true])
    expect(await stateOf(partner, plan_id)).toBe('TERMINATED')
    expect(fault(await partner('POST', `${plans}/${plan_id}/terminate`))).toBe(
      '400 PARAM_ERROR plan_id 268582542',
    )
  })

  it('rejects every field', async () => {
    const { partner } = await stage()
    const { plan_id } = await createPlan(partner)
    expect(fault(await partner('POST', `${plans}/${plan_id}/terminate`, { reason: 'x' }))).toBe(
      '400 PARAM_ERROR /reason 268582710',
    )
  })
})
