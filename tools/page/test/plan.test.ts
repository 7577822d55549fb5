// Everything that can happen to a plan.
import { describe, expect, it } from 'vitest'
import { createPerson } from '../support/person.ts'
import { createBrandPlan, createPlans } from '../support/stage.ts'

const person = await createPerson()

describe('a plan', () => {
  it('takes every step of WeChat Pay', async () => {
    const [id = ''] = await createPlans(person.stage, ['秋季满减券'])
    await person.tab.visit('#/plans')
    await person.page.getByRole('link', { name: /秋季满减券/ }).click()
    await expect.poll(person.states).toEqual(['CREATED', 'PROCESSING'])
    expect(await person.button('Exhaust stock').isDisabled()).toBe(true)
    await person.press('Approve', 'DELIVERING', 'PASSED')
    await person.said('probe 401, notification 204, duplicate 204')
    await person.press('Exhaust stock', 'PAUSED', 'PASSED')
    await person.page.getByText('Paused for lack of stock.').waitFor()
    await person.press('Refill stock', 'PAUSED', 'PROCESSING')
    await person.button('Reject').click()
    await person.page.getByLabel('Reason', { exact: true }).fill('名称不合规')
    await person.page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
    await person.said('Done: Reject.')
    await expect.poll(person.states).toEqual(['PAUSED', 'REJECTED'])
    await person.press('Expire', 'EXPIRED', 'REJECTED')
    for (const each of await person.page.locator('.steps button').all())
      expect(await each.isDisabled()).toBe(true)
    const history = await person.page.locator('.history strong').allInnerTexts()
    expect(history).toEqual([
      'Expired',
      'Rejected',
      'Stock refilled',
      'Stock exhausted',
      'Approved',
      'Created',
    ])
    expect(person.stage.sandbox.control.plan(id).history.at(-2)).toMatchObject({
      reason: '名称不合规',
      by: 'control',
    })
    await person.page.locator('.history', { hasText: '名称不合规' }).waitFor()
  })

  it('takes every step of its owner', async () => {
    const id = await createBrandPlan(person.stage)
    await person.tab.visit(`#/plans/${id}`)
    await expect.poll(person.states).toEqual(['CREATED', 'INITIAL'])
    await person.press('Submit', 'CREATED', 'PROCESSING')
    await person.press('Approve', 'DELIVERING', 'PASSED')
    await person.press('Pause', 'PAUSED', 'PASSED')
    await person.page.getByText('Paused by the brand.').waitFor()
    await person.press('Resume', 'PAUSED', 'PROCESSING')
    await person.press('End', 'TERMINATED', 'PROCESSING')
  })

  it('waits for its receiver, and the clock can be turned meanwhile', async () => {
    const [id = ''] = await createPlans(person.stage, ['秋季满减券'])
    person.stage.receiver.takes = '3s'
    await person.tab.visit(`#/plans/${id}`)
    await person.button('Approve').click()
    await person.said('Working …')
    await expect.poll(person.states).toEqual(['DELIVERING', 'PASSED'])
    await person.button('Turn the clock').click()
    await person.button('+1m').click()
    await person.said('Done: Approve.')
    await person.said('notification 204')
  })

  it('gets a callback of any content', async () => {
    const [id = ''] = await createPlans(person.stage, ['秋季满减券'])
    await person.tab.visit(`#/plans/${id}`)
    await person.page.locator('.more summary').click()
    await person.choice('plan_state').selectOption('PAUSED')
    await person.choice('audit_state').selectOption('REJECTED')
    await person.page.getByLabel('change_reason').fill('测试')
    await person.button('Send').click()
    await person.said('Done: Send.')
    expect(person.stage.sandbox.control.callbacks.at(-1)?.resource).toMatchObject({
      ...{ plan_id: id, plan_state: 'PAUSED', audit_state: 'REJECTED', change_reason: '测试' },
    })
    await person.page.locator('.detail .row', { hasText: '测试' }).click()
    await person.page.getByRole('heading', { name: 'DELIVERY_PLAN.CHANGE' }).waitFor()
    await person.page.locator('pre', { hasText: '"change_reason": "测试"' }).first().waitFor()
  })

  it('says what is missing if no callback URL is set', async () => {
    const [id = ''] = await createPlans(person.stage, ['秋季满减券'], { setUrl: false })
    await person.tab.visit(`#/plans/${id}`)
    await person.page.getByText('No callback URL is set.').waitFor()
    await person.button('Approve').click()
    await person.said('SANDBOX_NOTIFY_URL_MISSING: The service provider has no callback URL.')
    await person.button('Close').click()
    await expect.poll(() => person.page.locator('.message').count()).toBe(0)
    // A refusal is a response with an error's status, which Chromium logs.
    person.tab.expected.push(/409/)
  })
})
