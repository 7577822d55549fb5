import { createSandbox } from '@wxdp/sandbox'
import { describe, expect, it } from 'vitest'
import { paths } from '../support/caller.ts'
import { brandPlans, changesIn, createPlan, ofBrand, stage, stateOf } from '../support/stage.ts'

describe('a step of WeChat Pay', () => {
  it('needs the callback URL of whoever made the plan, and changes nothing without one', async () => {
    const { partner, brand, box } = await stage()
    const plan = await createPlan(partner)
    const brandPlan = await createPlan(brand, ofBrand, brandPlans)
    await expect(box.control.approve(plan.plan_id)).rejects.toMatchObject({
      code: 'SANDBOX_NOTIFY_URL_MISSING',
      message: `The service provider has no callback URL. Call setNotifyUrl of @wxdp/core/partner first.${ERROR_LINK}sandbox_notify_url_missing`,
    })
    await expect(box.control.reject(brandPlan.plan_id)).rejects.toMatchObject({
      code: 'SANDBOX_NOTIFY_URL_MISSING',
      message: `The brand has no callback URL. Call setNotifyUrl of @wxdp/core/brand first.${ERROR_LINK}sandbox_notify_url_missing`,
    })
    expect(await stateOf(partner, plan.plan_id)).toBe('CREATED')
  })
})

describe('stock', () => {
  it('that runs out pauses the plan; a refill sends it to audit, and then it delivers', async () => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await expect(box.control.exhaust(plan_id)).rejects.toMatchObject({
      code: 'SANDBOX_STEP_IMPOSSIBLE',
      message: `exhaust is not possible: plan ${plan_id} is CREATED, and its audit is PROCESSING.${ERROR_LINK}sandbox_step_impossible`,
    })
    await box.control.approve(plan_id)
    await box.control.exhaust(plan_id)
    expect(await stateOf(partner, plan_id)).toBe('PAUSED')
    await box.control.refill(plan_id)
    expect(await stateOf(partner, plan_id)).toBe('PAUSED')
    await box.control.approve(plan_id)
    expect(await stateOf(partner, plan_id)).toBe('DELIVERING')
    await box.control.expire(plan_id)
    await expect(box.control.approve(plan_id)).rejects.toThrow('EXPIRED')
    await expect(box.control.approve('none')).rejects.toMatchObject({
      code: 'SANDBOX_PLAN_UNKNOWN',
      message: `The sandbox has no plan none.${ERROR_LINK}sandbox_plan_unknown`,
    })
  })
})

describe('the owner', () => {
  it('submits, pauses, resumes and ends a plan, as its calls do', async () => {
    const { brand, box } = await stage()
    await brand('POST', `${paths.brand}/notify-url`, { notify_url: 'https://pay.example.com/plans' })
    const { plan_id } = await createPlan(brand, { ...ofBrand, save_as_draft: true }, brandPlans)
    await box.control.submit(plan_id)
    await box.control.approve(plan_id)
    await box.control.pause(plan_id)
    expect(await box.control.refill(plan_id)).toEqual([])
    await box.control.resume(plan_id)
    const resumed = await changesIn(await box.control.approve(plan_id), await box.brand.handlerSettings())
    expect(resumed).toMatchObject([{ plan_state: 'DELIVERING', audit_state: 'PASSED' }])
    await box.control.terminate(plan_id)
    expect(await stateOf(brand, plan_id, brandPlans)).toBe('TERMINATED')
  })
})

describe('callbacks of a plan', () => {
  it('go to its owner, in order, with the reason; beyond 1,000 waiting ones they are dropped', async () => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    const rejected = await box.control.reject(plan_id, '名称不合规')
    expect(await changesIn(rejected, box.handlerSettings())).toMatchObject([
      { plan_id, plan_state: 'CREATED', audit_state: 'REJECTED', change_reason: '名称不合规' },
    ])
    const created = await changesIn(await box.control.settled(), box.handlerSettings())
    expect(created).toMatchObject([{ plan_state: 'CREATED', audit_state: 'PROCESSING' }])
    const sent = Array.from({ length: 1001 }, () =>
      box.control.sendPlanChange({ plan_id }).then(({ length }) => length),
    )
    expect((await Promise.all(sent)).filter((length) => length === 0)).toHaveLength(1)
  }, 30_000)
})

describe('sendNotification', () => {
  it('sends a notification of another product', async () => {
    const { box } = await stage()
    const message = {
      eventType: 'REFUND.SUCCESS',
      originalType: 'refund',
      summary: '退款成功',
      resource: { refund_id: '5' },
    }
    const [, sent] = await box.control.sendNotification('https://pay.example.com/refunds', message)
    expect(JSON.parse(sent?.request.body ?? '')).toMatchObject({ event_type: 'REFUND.SUCCESS' })
    const [, toBrand] = await box.control.sendNotification(
      'https://pay.example.com/refunds',
      message,
      'brand',
    )
    expect(toBrand?.request.headers['Wechatpay-Serial']).toBe((await box.brand.credentials()).platformSerial)
  })
})

describe('sendPlanChange', () => {
  it('rejects with the call to make if no URL is set', async () => {
    const box = await createSandbox({ deliver: () => Promise.reject(new Error('must not be called')) })
    expect(box.control.notifyUrl).toBeUndefined()
    await expect(box.control.sendPlanChange({ plan_id: '1' })).rejects.toMatchObject({
      name: 'SandboxError',
      code: 'SANDBOX_NOTIFY_URL_MISSING',
    })
  })
})
