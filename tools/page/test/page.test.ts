// The page itself: live, in two languages, with the keyboard, without JavaScript.
import { serveSandbox } from '@wxdp/sandbox/node'
import { describe, expect, it } from 'vitest'
import { createPerson } from '../support/person.ts'
import { createPlans } from '../support/stage.ts'

const person = await createPerson()

describe('the page', () => {
  it('follows what happens elsewhere, and says when it cannot', async () => {
    await person.tab.visit('#/plans')
    await person.page.getByText('No plans yet').waitFor()
    const [id = ''] = await createPlans(person.stage, ['秋季满减券'])
    await person.page.getByRole('link', { name: /秋季满减券/ }).click()
    await person.stage.sandbox.control.approve(id)
    await expect.poll(person.states).toEqual(['DELIVERING', 'PASSED'])
    const { served, sandbox } = person.stage
    const port = Number(new URL(served.url).port)
    await served.close()
    await person.page.getByText('Reconnecting …').waitFor()
    await person.button('Exhaust stock').click()
    await person.said('The sandbox cannot be reached.')
    const again = await serveSandbox(sandbox, { port })
    await person.page.locator('.live.on').waitFor()
    await person.press('Exhaust stock', 'PAUSED', 'PASSED')
    await again.close()
    person.tab.expected.push(
      /ERR_(CONNECTION_REFUSED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)/,
    )
  })

  it('is in the language of the person.browser, or in the one that was chosen last', async () => {
    await person.tab.visit('#/faults')
    expect(await person.page.title()).toBe('Faults · WeChat Pay sandbox')
    await person.button('中文').click()
    await person.page.getByRole('heading', { name: '注入故障' }).waitFor()
    expect([await person.page.title(), await person.page.locator('html').getAttribute('lang')]).toEqual([
      '故障 · 微信支付沙箱',
      'zh-CN',
    ])
    await person.page.reload()
    await person.page.getByRole('heading', { name: '注入故障' }).waitFor()
    await person.button('English').click()
    await person.page.getByRole('heading', { name: 'Inject a fault' }).waitFor()
  })

  it('copies ids, bytes and commands', async () => {
    await person.tab.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await person.tab.visit('#/plans')
    await person.page.getByRole('button', { name: /^Copy: wxdp notify-url/ }).click()
    await person.page.getByRole('button', { name: /^Copied: wxdp notify-url/ }).waitFor()
    expect(await person.page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^wxdp notify-url set http/,
    )
  })
})

describe('with the keyboard alone', () => {
  it('everything is reached, and the focus is where one expects it', async () => {
    await createPlans(person.stage, ['秋季满减券'])
    await person.tab.visit('#/plans')
    const focused = () => person.page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 40))
    const tabTo = async (name: string): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        await person.page.keyboard.press('Tab')
        if ((await focused())?.startsWith(name)) return
      }
      throw new Error(`Tab does not reach ${name}.`)
    }
    await person.page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to the content')
    expect(await person.page.locator('.skip').boundingBox()).toMatchObject({ x: expect.any(Number) })
    expect((await person.page.locator('.skip').boundingBox())?.x).toBeGreaterThanOrEqual(0)
    await person.page.keyboard.press('Enter')
    expect(await person.page.evaluate(() => document.activeElement?.id)).toBe('content')
    await tabTo('秋季满减券')
    await person.page.keyboard.press('Enter')
    await person.page.getByRole('heading', { name: '秋季满减券' }).waitFor()
    expect(await person.page.evaluate(() => document.activeElement?.className)).toBe('detail')
    await tabTo('Reject')
    await person.page.keyboard.press('Enter')
    await person.page.getByRole('dialog').waitFor()
    // The dialog keeps the focus until Escape closes it.
    for (let i = 0; i < 8; i++) {
      await person.page.keyboard.press('Tab')
      expect(
        await person.page.evaluate(
          () =>
            document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
        ),
      ).toBe(true)
    }
    await person.page.keyboard.press('Escape')
    await expect.poll(() => person.page.getByRole('dialog').count()).toBe(0)
    expect(await focused()).toBe('Reject')
    await person.page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('Approve')
    await person.page.keyboard.press('Space')
    await person.said('Done: Approve.')
    // What was pressed keeps the focus, although it can be pressed no more.
    await expect.poll(() => person.button('Approve').getAttribute('aria-disabled')).toBe('true')
    expect(await focused()).toBe('Approve')
    await tabTo('Expire')
    expect(
      await person.page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle),
    ).toBe('solid')
    await tabTo('Send a callback of any content')
    await person.page.keyboard.press('Enter')
    await tabTo('Send')
    await person.page.keyboard.press('Enter')
    await person.said('Done: Send.')
  })
})

describe('without JavaScript', () => {
  it('the page says so', async () => {
    const context = await person.browser.newContext({ javaScriptEnabled: false })
    const bare = await context.newPage()
    await bare.goto(person.stage.served.url)
    const notice = bare.locator('noscript p').first()
    expect(await notice.textContent()).toContain('This page needs JavaScript.')
    expect((await notice.boundingBox())?.height).toBeGreaterThan(0)
    await context.close()
  })
})
