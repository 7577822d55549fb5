// Lists, their filters and their pages.
import { describe, expect, it } from 'vitest'
import { createPerson } from '../support/person.ts'
import { createPlans } from '../support/stage.ts'

const person = await createPerson()

describe('lists', () => {
  it('of plans are searched, filtered and turned', async () => {
    const ids = await createPlans(
      person.stage,
      Array.from({ length: 52 }, (_, i) => `第${i + 1}个计划`),
    )
    await person.stage.sandbox.control.approve(ids[6] ?? '')
    await person.tab.visit('#/plans')
    const rows = person.page.locator('.list .row')
    await person.page.getByText('1–50 of 52').waitFor()
    expect(await rows.count()).toBe(50)
    await person.button('Older').click()
    await person.page.getByText('51–52 of 52').waitFor()
    expect(await rows.locator('strong').allInnerTexts()).toEqual(['第2个计划', '第1个计划'])
    expect(await person.button('Older').isDisabled()).toBe(true)
    await person.button('Newer').click()
    await person.page.getByText('1–50 of 52').waitFor()
    await person.page.getByRole('searchbox').fill('第7')
    await expect.poll(() => rows.locator('strong').allInnerTexts()).toEqual(['第7个计划'])
    await person.page.getByRole('searchbox').fill('')
    await person.choice('Plan').selectOption('DELIVERING')
    await expect.poll(() => rows.count()).toBe(1)
    await person.choice('Audit').selectOption('REJECTED')
    await person.page.getByText('Nothing matches').waitFor()
  })

  it('of callbacks and requests are turned', async () => {
    const { control } = person.stage.sandbox
    for (let i = 0; i < 60; i++) {
      await control.sendNotification('https://pay.example.com/x', {
        ...{ eventType: `TEST.${i}`, originalType: 'test', summary: '测试', resource: {} },
      })
      await fetch(`${person.stage.served.url}/v3/test-${i}`)
    }
    for (const view of ['callbacks', 'requests']) {
      await person.tab.visit(`#/${view}`)
      await person.page.getByText('1–50 of 60').waitFor()
      await person.button('Older').click()
      await person.page.getByText('51–60 of 60').waitFor()
      expect(await person.page.locator('.list .row').count()).toBe(10)
    }
  })
})
