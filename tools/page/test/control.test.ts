// Callbacks, faults and the clock.
import { describe, expect, it } from 'vitest'
import { createPerson } from '../support/person.ts'
import { createPlans } from '../support/stage.ts'

const person = await createPerson()

describe('a callback', () => {
  it('shows each attempt, opened and sealed, and is sent again', async () => {
    person.stage.receiver.status = 500
    const [id = ''] = await createPlans(person.stage, ['秋季满减券'])
    await person.stage.sandbox.control.approve(id)
    const { id: callbackId } = person.stage.sandbox.control.callbacks.at(-1) ?? {}
    await person.tab.visit(`#/callbacks/${callbackId}`)
    await person.page.getByText('Retry at').first().waitFor()
    person.stage.receiver.status = 204
    await person.button('Resend').click()
    await person.said('Done: Resend.')
    await person.page.locator('.head .chip', { hasText: 'Acknowledged' }).waitFor()
    const attempts = person.page.locator('.attempts summary')
    await expect
      .poll(async () => (await attempts.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ')))
      .toEqual([
        expect.stringMatching(/^Attempt 2 notification .*204 Accepted/),
        expect.stringMatching(/^Attempt 1 duplicate .*500 The status is 500. Expected 200 or 204.$/),
        expect.stringMatching(/^Attempt 1 notification .*500 The status is 500/),
        expect.stringMatching(/^Attempt 1 probe .*401 Rejected, as it should be$/),
      ])
    await attempts.first().click()
    const open = person.page.locator('.attempts details[open]')
    await open.locator('dt', { hasText: 'Wechatpay-Signature-Type' }).waitFor()
    await open.locator('pre', { hasText: 'AEAD_AES_256_GCM' }).waitFor()
    await open.locator('dt', { hasText: 'x-receiver' }).waitFor()
    await person.page.getByRole('link', { name: id }).click()
    await person.page.getByRole('heading', { name: '秋季满减券' }).waitFor()
  })
})

describe('faults', () => {
  it('are injected and removed, each kind of rule', async () => {
    const { control } = person.stage.sandbox
    await person.tab.visit('#/faults')
    await person.button('Inject').click()
    await person.said('timeout is in force.')
    await person.choice('Fault').selectOption('429')
    const listing = 'GET /v3/marketing/partner/delivery-plan/delivery-plans/{brand_id}/delivery-plans'
    await person.choice('Endpoint').selectOption({ label: listing })
    await person.choice('Which calls').selectOption('nth')
    await person.page.getByRole('spinbutton').fill('3')
    await person.button('Inject').click()
    await person.said('429 is in force.')
    await person.choice('Fault').selectOption('html')
    await person.choice('Endpoint').selectOption('')
    await person.choice('Which calls').selectOption('rate')
    await person.page.getByRole('spinbutton').fill('0.25')
    await person.button('Inject').click()
    await person.said('html is in force.')
    const [method, path] = listing.split(' ')
    expect(control.faults.map(({ rule }) => rule)).toEqual([
      { fault: 'timeout' },
      { fault: 429, endpoint: { method, path }, nth: 3 },
      { fault: 'html', rate: 0.25 },
    ])
    await person.button('Remove 429').click()
    await person.said('The fault was removed.')
    expect(control.faults.map(({ rule: { fault } }) => fault)).toEqual(['timeout', 'html'])
  })

  it('and the next call is refused', async () => {
    await person.tab.visit('#/faults')
    await person.choice('Business cause').selectOption('268585869')
    await person.button('Refuse').click()
    await person.said('The next call will be refused: 268585869.')
    await expect(createPlans(person.stage, ['秋季满减券'])).rejects.toMatchObject({ code: 'PARAM_ERROR' })
  })
})

describe('the clock', () => {
  it('is turned by usual and by other durations', async () => {
    const { control } = person.stage.sandbox
    const before = control.now
    await person.tab.visit('#/plans')
    await person.button('Turn the clock').click()
    for (const [duration, ms] of Object.entries({
      '1m': 60,
      '15m': 900,
      '1h': 3600,
      '1d': 86_400,
      '7d': 604_800,
      '30d': 2_592_000,
    })) {
      const then = control.now
      await person.button(`+${duration}`).click()
      await expect.poll(() => control.now - then).toBe(ms * 1000)
    }
    await person.page.getByLabel('By how much').fill('soon')
    const dialog = person.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Turn the clock' }).click()
    await person.page.getByLabel('By how much').fill('90s')
    const then = control.now
    await dialog.getByRole('button', { name: 'Turn the clock' }).click()
    await expect.poll(() => control.now - then).toBe(90_000)
    await dialog.getByRole('button', { name: 'Close' }).click()
    await person.said('The clock was turned by 90s.')
    expect(control.now).toBeGreaterThan(before)
    const shown = new Date(control.now + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
    await expect.poll(() => person.page.locator('.clock time').textContent()).toBe(shown)
  })
})
