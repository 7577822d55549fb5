import { describe, expect, it } from 'vitest'
import { fault } from '../support/caller.ts'
import { createPlan, day, plans, stage, stateOf } from '../support/stage.ts'

describe('a plan', () => {
  it('expires after delivery_end_time, with a callback', async () => {
    const { partner, box, wait, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await box.control.settled()
    wait(31 * day + 1)
    expect(await stateOf(partner, plan_id)).toBe('EXPIRED')
    expect((await box.control.settled()).map(({ kind }) => kind)).toEqual([
      'probe',
      'notification',
      'duplicate',
    ])
    expect(fault(await partner('POST', `${plans}/${plan_id}/terminate`))).toBe(
      '400 PARAM_ERROR plan_id 268582542',
    )
  })
})
