// What others wrote is text on the page, wherever it comes from.
import { findChromium } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, openTab } from '../support/browser.ts'
import { fillCoupons, take } from '../support/coupons.ts'
import { fill, markup, openStage, type Stage } from '../support/stage.ts'

const program = await findChromium()
skipWithout(program, 'chromium')

let browser: Browser
let stage: Stage

beforeAll(async () => {
  if (program === undefined) return
  browser = await launch(program)
  stage = await openStage()
})

afterAll(async () => {
  await browser?.close()
  await stage?.served.close()
})

describe('what others wrote', () => {
  it('is shown as text, wherever it comes from', async () => {
    const full = await openStage()
    await fill(full)
    const { control } = full.sandbox
    const [id = ''] = control.plans({ text: '<b>' }).plans.map(({ plan_id }) => plan_id)
    await control.sendPlanChange({ plan_id: id, change_reason: markup })
    const tab = await openTab(browser, full.served.url)
    const { page } = tab
    const answered = control.callbacks.find(({ deliveries }) =>
      deliveries.some(({ body }) => body === markup),
    )
    const asked = control.requests.find(({ target }) => target.includes('onerror'))
    const places = [
      '#/plans',
      `#/plans/${id}`,
      '#/callbacks',
      `#/callbacks/${answered?.id}`,
      '#/requests',
      `#/requests/${asked?.id}`,
    ]
    const shown: string[] = []
    for (const place of places) {
      await tab.visit(place)
      for (const summary of await page.locator('summary').all()) await summary.click()
      shown.push((await page.locator('main').textContent()) ?? '')
      expect(await page.locator('main img, main script, main b').count()).toBe(0)
      expect(await page.title()).not.toBe('taken')
    }
    expect(
      shown.map((text) => text.includes('<b>粗体</b>') || text.includes(markup) || text.includes('onerror')),
    ).toEqual(places.map(() => true))
    await tab.end()
    await full.served.close()
  })

  it('is shown as text in coupons, too: name, reason and openid', async () => {
    const full = await openStage()
    const { planId, productCouponId, codes } = await fillCoupons(full, '<b>粗体</b>', markup)
    const taken = await take(full, planId, { openid: markup })
    const tab = await openTab(browser, full.served.url)
    const { page } = tab
    const places: readonly (readonly [place: string, text: string])[] = [
      [`#/plans/${planId}`, markup],
      ['#/coupons', '<b>粗体</b>'],
      [`#/coupons/${productCouponId}`, '<b>粗体</b>'],
      ['#/userCoupons', markup],
      [`#/userCoupons/${taken}`, markup],
      [`#/userCoupons/${codes.deactivated}`, markup],
      [`#/callbacks/${full.sandbox.control.callbacks.at(-1)?.id}`, JSON.stringify(markup)],
      [`#/coupons/${encodeURIComponent(markup)}`, markup],
    ]
    for (const [place, text] of places) {
      await tab.visit(place)
      expect(await page.locator('main').textContent()).toContain(text)
      expect(await page.locator('main img, main script, main b').count()).toBe(0)
      expect(await page.title()).not.toBe('taken')
    }
    tab.expected.push(/404/)
    await tab.end()
    await full.served.close()
  })

  it('cannot run even if it were inserted as markup: the policy forbids it', async () => {
    const tab = await openTab(browser, stage.served.url)
    await tab.visit('#/plans')
    const outcome = await tab.page.evaluate((html) => {
      try {
        document.body.insertAdjacentHTML('beforeend', html)
        return 'inserted'
      } catch (error) {
        return String(error)
      }
    }, markup)
    expect(outcome).toContain('TrustedHTML')
    tab.expected.push(/TrustedHTML|Trusted Type/)
    await tab.end()
  })
})
