import { describe, expect, it } from 'vitest'
import { fault, paths } from '../support/caller.ts'
import { brandPlans, changesIn, createPlan, ofBrand, stage, stateOf } from '../support/stage.ts'

const url = 'https://pay.example.com/brand'

describe('a draft', () => {
  it('expires without a notification, which has no state for it', async () => {
    const { brand, box } = await stage()
    await brand('POST', `${paths.brand}/notify-url`, { notify_url: url })
    const { plan_id } = await createPlan(brand, { ...ofBrand, save_as_draft: true }, brandPlans)
    expect(await box.control.expire(plan_id)).toEqual([])
    expect(await stateOf(brand, plan_id, brandPlans)).toBe('EXPIRED')
  })
})

describe('a brand', () => {
  it('submits, pauses, resumes and ends its draft, and is notified of each step except the creation', async () => {
    const { brand, box } = await stage()
    await brand('POST', `${paths.brand}/notify-url`, { notify_url: url })
    expect([box.control.brandNotifyUrl, box.control.notifyUrl]).toEqual([url, undefined])
    const { plan_id } = await createPlan(brand, { ...ofBrand, save_as_draft: true }, brandPlans)
    const step = async (name: string): Promise<unknown> => {
      const response = await brand('POST', `${brandPlans}/${plan_id}/${name}`)
      if (response.status !== 204) return fault(response)
      expect([response.body, response.headers.has('wechatpay-signature')]).toEqual([{}, true])
      return stateOf(brand, plan_id, brandPlans)
    }
    expect(await step('resume')).toBe('400 PARAM_ERROR plan_id 268582542')
    expect(await step('submit')).toBe('CREATED')
    expect(await step('submit')).toBe('400 PARAM_ERROR plan_id 268582542')
    await box.control.approve(plan_id)
    expect(await step('pause')).toBe('PAUSED')
    expect(await step('pause')).toBe('400 PARAM_ERROR plan_id 268582542')
    expect(await box.control.refill(plan_id)).toEqual([])
    expect(await step('resume')).toBe('PAUSED')
    expect(await step('resume')).toBe('400 PARAM_ERROR plan_id 268582542')
    await box.control.approve(plan_id)
    expect(await stateOf(brand, plan_id, brandPlans)).toBe('DELIVERING')
    expect(await step('terminate')).toBe('TERMINATED')
    expect(await step('submit')).toBe('400 PARAM_ERROR plan_id 268582542')
    const changes = await changesIn(await box.control.settled(), await box.brand.handlerSettings())
    expect(changes.map((change) => `${change.plan_state} ${change.audit_state}`)).toEqual([
      'CREATED PROCESSING',
      'PAUSED PASSED',
      'PAUSED PROCESSING',
      'TERMINATED PASSED',
    ])
  })
})
