// Every button and field of the page, as a person uses them.

import { serveSandbox } from '@wxdp/sandbox/node'
import { findChromium } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launch, openTab, type Tab } from '../support/browser.ts'
import { createBrandPlan, createPlans, openStage, type Stage } from '../support/stage.ts'

const program = await findChromium()
skipWithout(program, 'chromium')

let browser: Browser
let stage: Stage
let tab: Tab
let page: Page

beforeAll(async () => {
  if (program !== undefined) browser = await launch(program)
})
afterAll(async () => browser?.close())

beforeEach(async () => {
  if (program === undefined) return
  stage = await openStage()
  tab = await openTab(browser, stage.served.url)
  page = tab.page
})
afterEach(async () => {
  await tab?.end()
  await stage?.served.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const choice = (name: string) => page.getByRole('combobox', { name, exact: true })
const states = async (): Promise<string[]> => page.locator('.head .states .chip').allInnerTexts()
/** What the page says of an action. It is the last of the action that one sees. */
const said = (text: string | RegExp) => page.locator('.message', { hasText: text }).waitFor()

async function press(name: string, ...expected: string[]): Promise<void> {
  await button(name).click()
  await said(`Done: ${name}.`)
  await expect.poll(states).toEqual(expected)
}

describe('a plan', () => {
  it('takes every step of WeChat Pay', async () => {
    const [id = ''] = await createPlans(stage, ['秋季满减券'])
    await tab.visit('#/plans')
    await page.getByRole('link', { name: /秋季满减券/ }).click()
    await expect.poll(states).toEqual(['CREATED', 'PROCESSING'])
    expect(await button('Exhaust stock').isDisabled()).toBe(true)
    await press('Approve', 'DELIVERING', 'PASSED')
    await said('probe 401, notification 204, duplicate 204')
    await press('Exhaust stock', 'PAUSED', 'PASSED')
    await page.getByText('Paused for lack of stock.').waitFor()
    await press('Refill stock', 'PAUSED', 'PROCESSING')
    await button('Reject').click()
    await page.getByLabel('Reason', { exact: true }).fill('名称不合规')
    await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
    await said('Done: Reject.')
    await expect.poll(states).toEqual(['PAUSED', 'REJECTED'])
    await press('Expire', 'EXPIRED', 'REJECTED')
    for (const each of await page.locator('.steps button').all()) expect(await each.isDisabled()).toBe(true)
    const history = await page.locator('.history strong').allInnerTexts()
    expect(history).toEqual([
      'Expired',
      'Rejected',
      'Stock refilled',
      'Stock exhausted',
      'Approved',
      'Created',
    ])
    expect(stage.sandbox.control.plan(id).history.at(-2)).toMatchObject({
      reason: '名称不合规',
      by: 'control',
    })
    await page.locator('.history', { hasText: '名称不合规' }).waitFor()
  })

  it('takes every step of its owner', async () => {
    const id = await createBrandPlan(stage)
    await tab.visit(`#/plans/${id}`)
    await expect.poll(states).toEqual(['CREATED', 'INITIAL'])
    await press('Submit', 'CREATED', 'PROCESSING')
    await press('Approve', 'DELIVERING', 'PASSED')
    await press('Pause', 'PAUSED', 'PASSED')
    await page.getByText('Paused by the brand.').waitFor()
    await press('Resume', 'PAUSED', 'PROCESSING')
    await press('End', 'TERMINATED', 'PROCESSING')
  })

  it('gets a callback of any content', async () => {
    const [id = ''] = await createPlans(stage, ['秋季满减券'])
    await tab.visit(`#/plans/${id}`)
    await page.locator('.more summary').click()
    await choice('plan_state').selectOption('PAUSED')
    await choice('audit_state').selectOption('REJECTED')
    await page.getByLabel('change_reason').fill('测试')
    await button('Send').click()
    await said('Done: Send.')
    expect(stage.sandbox.control.callbacks.at(-1)?.resource).toMatchObject({
      ...{ plan_id: id, plan_state: 'PAUSED', audit_state: 'REJECTED', change_reason: '测试' },
    })
    await page.locator('.detail .row', { hasText: '测试' }).click()
    await page.getByRole('heading', { name: 'DELIVERY_PLAN.CHANGE' }).waitFor()
    await page.locator('pre', { hasText: '"change_reason": "测试"' }).first().waitFor()
  })

  it('says what is missing if no callback URL is set', async () => {
    const [id = ''] = await createPlans(stage, ['秋季满减券'], { setUrl: false })
    await tab.visit(`#/plans/${id}`)
    await page.getByText('No callback URL is set.').waitFor()
    await button('Approve').click()
    await said('SANDBOX_NOTIFY_URL_MISSING: The service provider has no callback URL.')
    await button('Close').click()
    await expect.poll(() => page.locator('.message').count()).toBe(0)
    // A refusal is a response with an error's status, which Chromium logs.
    tab.expected.push(/409/)
  })
})

describe('lists', () => {
  it('of plans are searched, filtered and turned', async () => {
    const ids = await createPlans(
      stage,
      Array.from({ length: 52 }, (_, i) => `第${i + 1}个计划`),
    )
    await stage.sandbox.control.approve(ids[6] ?? '')
    await tab.visit('#/plans')
    const rows = page.locator('.list .row')
    await page.getByText('1–50 of 52').waitFor()
    expect(await rows.count()).toBe(50)
    await button('Older').click()
    await page.getByText('51–52 of 52').waitFor()
    expect(await rows.locator('strong').allInnerTexts()).toEqual(['第2个计划', '第1个计划'])
    expect(await button('Older').isDisabled()).toBe(true)
    await button('Newer').click()
    await page.getByText('1–50 of 52').waitFor()
    await page.getByRole('searchbox').fill('第7')
    await expect.poll(() => rows.locator('strong').allInnerTexts()).toEqual(['第7个计划'])
    await page.getByRole('searchbox').fill('')
    await choice('Plan').selectOption('DELIVERING')
    await expect.poll(() => rows.count()).toBe(1)
    await choice('Audit').selectOption('REJECTED')
    await page.getByText('Nothing matches').waitFor()
  })

  it('of callbacks and requests are turned', async () => {
    const { control } = stage.sandbox
    for (let i = 0; i < 60; i++) {
      await control.sendNotification('https://pay.example.com/x', {
        ...{ eventType: `TEST.${i}`, originalType: 'test', summary: '测试', resource: {} },
      })
      await fetch(`${stage.served.url}/v3/test-${i}`)
    }
    for (const view of ['callbacks', 'requests']) {
      await tab.visit(`#/${view}`)
      await page.getByText('1–50 of 60').waitFor()
      await button('Older').click()
      await page.getByText('51–60 of 60').waitFor()
      expect(await page.locator('.list .row').count()).toBe(10)
    }
  })
})

describe('a callback', () => {
  it('shows each attempt, opened and sealed, and is sent again', async () => {
    stage.receiver.status = 500
    const [id = ''] = await createPlans(stage, ['秋季满减券'])
    await stage.sandbox.control.approve(id)
    const { id: callbackId } = stage.sandbox.control.callbacks.at(-1) ?? {}
    await tab.visit(`#/callbacks/${callbackId}`)
    await page.getByText('Retry at').first().waitFor()
    stage.receiver.status = 204
    await button('Resend').click()
    await said('Done: Resend.')
    await page.locator('.head .chip', { hasText: 'Acknowledged' }).waitFor()
    const attempts = page.locator('.attempts summary')
    await expect
      .poll(async () => (await attempts.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ')))
      .toEqual([
        expect.stringMatching(/^Attempt 2 notification .*204 Accepted/),
        expect.stringMatching(/^Attempt 1 duplicate .*500 The status is 500. Expected 200 or 204.$/),
        expect.stringMatching(/^Attempt 1 notification .*500 The status is 500/),
        expect.stringMatching(/^Attempt 1 probe .*401 Rejected, as it should be$/),
      ])
    await attempts.first().click()
    const open = page.locator('.attempts details[open]')
    await open.locator('dt', { hasText: 'Wechatpay-Signature-Type' }).waitFor()
    await open.locator('pre', { hasText: 'AEAD_AES_256_GCM' }).waitFor()
    await open.locator('dt', { hasText: 'x-receiver' }).waitFor()
    await page.getByRole('link', { name: id }).click()
    await page.getByRole('heading', { name: '秋季满减券' }).waitFor()
  })
})

describe('faults', () => {
  it('are injected and removed, each kind of rule', async () => {
    const { control } = stage.sandbox
    await tab.visit('#/faults')
    await button('Inject').click()
    await said('timeout is in force.')
    await choice('Fault').selectOption('429')
    const listing = 'GET /v3/marketing/partner/delivery-plan/delivery-plans/{brand_id}/delivery-plans'
    await choice('Endpoint').selectOption({ label: listing })
    await choice('Which calls').selectOption('nth')
    await page.getByRole('spinbutton').fill('3')
    await button('Inject').click()
    await said('429 is in force.')
    await choice('Fault').selectOption('html')
    await choice('Endpoint').selectOption('')
    await choice('Which calls').selectOption('rate')
    await page.getByRole('spinbutton').fill('0.25')
    await button('Inject').click()
    await said('html is in force.')
    const [method, path] = listing.split(' ')
    expect(control.faults.map(({ rule }) => rule)).toEqual([
      { fault: 'timeout' },
      { fault: 429, endpoint: { method, path }, nth: 3 },
      { fault: 'html', rate: 0.25 },
    ])
    await button('Remove 429').click()
    await said('The fault was removed.')
    expect(control.faults.map(({ rule: { fault } }) => fault)).toEqual(['timeout', 'html'])
  })

  it('and the next call is refused', async () => {
    await tab.visit('#/faults')
    await choice('Business cause').selectOption('268585869')
    await button('Refuse').click()
    await said('The next call will be refused: 268585869.')
    await expect(createPlans(stage, ['秋季满减券'])).rejects.toMatchObject({ code: 'PARAM_ERROR' })
  })
})

describe('the clock', () => {
  it('is turned by usual and by other durations', async () => {
    const { control } = stage.sandbox
    const before = control.now
    await tab.visit('#/plans')
    await button('Turn the clock').click()
    for (const [duration, ms] of Object.entries({
      '1m': 60,
      '15m': 900,
      '1h': 3600,
      '1d': 86_400,
      '7d': 604_800,
      '30d': 2_592_000,
    })) {
      const then = control.now
      await button(`+${duration}`).click()
      await expect.poll(() => control.now - then).toBe(ms * 1000)
    }
    await page.getByLabel('By how much').fill('soon')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Turn the clock' }).click()
    await page.getByLabel('By how much').fill('90s')
    const then = control.now
    await dialog.getByRole('button', { name: 'Turn the clock' }).click()
    await expect.poll(() => control.now - then).toBe(90_000)
    await dialog.getByRole('button', { name: 'Close' }).click()
    await said('The clock was turned by 90s.')
    expect(control.now).toBeGreaterThan(before)
    const shown = new Date(control.now + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
    await expect.poll(() => page.locator('.clock time').textContent()).toBe(shown)
  })
})

describe('the page', () => {
  it('follows what happens elsewhere, and says when it cannot', async () => {
    await tab.visit('#/plans')
    await page.getByText('No plans yet').waitFor()
    const [id = ''] = await createPlans(stage, ['秋季满减券'])
    await page.getByRole('link', { name: /秋季满减券/ }).click()
    await stage.sandbox.control.approve(id)
    await expect.poll(states).toEqual(['DELIVERING', 'PASSED'])
    const { served, sandbox } = stage
    const port = Number(new URL(served.url).port)
    await served.close()
    await page.getByText('Reconnecting …').waitFor()
    await button('Exhaust stock').click()
    await said('The sandbox cannot be reached.')
    const again = await serveSandbox(sandbox, { port })
    await page.locator('.live.on').waitFor()
    await press('Exhaust stock', 'PAUSED', 'PASSED')
    await again.close()
    tab.expected.push(/ERR_(CONNECTION_REFUSED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)/)
  })

  it('is in the language of the browser, or in the one that was chosen last', async () => {
    await tab.visit('#/faults')
    expect(await page.title()).toBe('Faults · WeChat Pay sandbox')
    await button('中文').click()
    await page.getByRole('heading', { name: '注入故障' }).waitFor()
    expect([await page.title(), await page.locator('html').getAttribute('lang')]).toEqual([
      '故障 · 微信支付沙箱',
      'zh-CN',
    ])
    await page.reload()
    await page.getByRole('heading', { name: '注入故障' }).waitFor()
    await button('English').click()
    await page.getByRole('heading', { name: 'Inject a fault' }).waitFor()
  })

  it('copies ids, bytes and commands', async () => {
    await tab.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await tab.visit('#/plans')
    await page.getByRole('button', { name: /^Copy: wxdp notify-url/ }).click()
    await page.getByRole('button', { name: /^Copied: wxdp notify-url/ }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^wxdp notify-url set http/)
  })
})

describe('with the keyboard alone', () => {
  it('everything is reached, and the focus is where one expects it', async () => {
    await createPlans(stage, ['秋季满减券'])
    await tab.visit('#/plans')
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 40))
    const tabTo = async (name: string): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab')
        if ((await focused())?.startsWith(name)) return
      }
      throw new Error(`Tab does not reach ${name}.`)
    }
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to the content')
    expect(await page.locator('.skip').boundingBox()).toMatchObject({ x: expect.any(Number) })
    expect((await page.locator('.skip').boundingBox())?.x).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await tabTo('秋季满减券')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '秋季满减券' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('detail')
    await tabTo('Reject')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    // The dialog keeps the focus until Escape closes it.
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab')
      expect(
        await page.evaluate(
          () =>
            document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
        ),
      ).toBe(true)
    }
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(await focused()).toBe('Reject')
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('Approve')
    await page.keyboard.press('Space')
    await said('Done: Approve.')
    await tabTo('Expire')
    expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe(
      'solid',
    )
    await tabTo('Send a callback of any content')
    await page.keyboard.press('Enter')
    await tabTo('Send')
    await page.keyboard.press('Enter')
    await said('Done: Send.')
  })
})

describe('without JavaScript', () => {
  it('the page says so', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const bare = await context.newPage()
    await bare.goto(stage.served.url)
    const notice = bare.locator('noscript p').first()
    expect(await notice.textContent()).toContain('This page needs JavaScript.')
    expect((await notice.boundingBox())?.height).toBeGreaterThan(0)
    await context.close()
  })
})
