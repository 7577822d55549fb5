// Every view in both languages, themes and widths: axe finds nothing, and nothing is wider than the screen.
import { findChromium } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { overflowOf, violationsOn } from '../support/axe.ts'
import { type Look, launch, openTab, type Tab } from '../support/browser.ts'
import { fillCoupons, type Given } from '../support/coupons.ts'
import { fill, openStage, type Stage } from '../support/stage.ts'

const program = await findChromium()
skipWithout(program, 'chromium')

let browser: Browser
let full: Stage
let empty: Stage
/** The one in which users have taken coupons. */
let taken: Stage
let given: Given

beforeAll(async () => {
  if (program === undefined) return
  browser = await launch(program)
  full = await openStage()
  empty = await openStage()
  await fill(full)
  taken = await openStage()
  given = await fillCoupons(taken)
})

afterAll(async () => {
  await browser?.close()
  await full?.served.close()
  await empty?.served.close()
  await taken?.served.close()
})

interface View {
  readonly name: string
  /** Default: the one in which much has happened. */
  readonly of?: () => Stage
  readonly hash: () => string
  /** What is done before one looks. */
  readonly act?: (tab: Tab) => Promise<void>
  readonly undo?: (tab: Tab) => Promise<void>
}

const idOf = (n: number): string => `12${String(n).padStart(30, '0')}`
const requestWith = (result: string): string =>
  full.sandbox.control.requests.findLast(({ signature }) => signature.result === result)?.id ?? ''

const views: readonly View[] = [
  { name: 'no plans', of: () => empty, hash: () => '#/plans' },
  { name: 'no coupons', of: () => empty, hash: () => '#/coupons' },
  { name: 'no coupons of users', of: () => empty, hash: () => '#/userCoupons' },
  { name: 'no callbacks', of: () => empty, hash: () => '#/callbacks' },
  { name: 'no requests', of: () => empty, hash: () => '#/requests' },
  { name: 'no faults', of: () => empty, hash: () => '#/faults' },
  { name: 'plans', hash: () => '#/plans' },
  {
    name: 'plans, of which none matches',
    hash: () => '#/plans',
    act: async ({ page }) => {
      await page.locator('input[type=search]').fill('none')
      await page.locator('.empty').waitFor()
    },
    undo: ({ page }) => page.locator('input[type=search]').fill(''),
  },
  { name: 'a plan that is paused', hash: () => `#/plans/${idOf(1)}` },
  {
    name: 'a plan with a draft',
    hash: () => `#/plans/${idOf(2)}`,
    act: ({ page }) => page.locator('.more summary').click(),
  },
  {
    name: 'a plan that does not exist',
    hash: () => '#/plans/none',
    // Chromium logs each response with an error's status.
    act: async ({ expected }) => void expected.push(/status of 404/),
  },
  {
    name: 'a rejection',
    hash: () => `#/plans/${idOf(5)}`,
    act: async ({ page }) => {
      await page.locator('.steps button').nth(1).click()
      await page.locator('dialog').waitFor()
    },
    undo: ({ page }) => page.keyboard.press('Escape'),
  },
  { name: 'a plan that has given out coupons', of: () => taken, hash: () => `#/plans/${given.planId}` },
  { name: 'coupons', of: () => taken, hash: () => '#/coupons' },
  {
    name: 'a coupon',
    of: () => taken,
    hash: () => `#/coupons/partner~120344~${given.productCouponId}`,
  },
  {
    name: 'a coupon with every batch open',
    of: () => taken,
    hash: () => `#/coupons/${taken.sandbox.control.userCoupon(given.codes.round).product_coupon_id}`,
    act: async ({ page }) => {
      for (const summary of await page.locator('.attempts summary').all()) await summary.click()
    },
  },
  { name: 'coupons of users', of: () => taken, hash: () => '#/userCoupons' },
  {
    name: 'coupons of users of a batch',
    of: () => taken,
    hash: () => `#/userCoupons?stockId=${given.stockId}`,
  },
  ...(['confirming', 'lapsed', 'effective', 'returned', 'deleted', 'deactivated', 'round'] as const).map(
    (which): View => ({
      name: `a coupon of a user: ${which}`,
      of: () => taken,
      hash: () => `#/userCoupons/${given.codes[which]}`,
    }),
  ),
  {
    name: 'a callback about a coupon',
    of: () => taken,
    hash: () => `#/callbacks/${taken.sandbox.control.callbacks.at(-1)?.id}`,
  },
  { name: 'callbacks', hash: () => '#/callbacks' },
  {
    name: 'a callback with every attempt open',
    hash: () =>
      `#/callbacks/${full.sandbox.control.callbacks.find(({ deliveries }) => deliveries.length > 3)?.id}`,
    act: async ({ page }) => {
      for (const summary of await page.locator('summary').all()) await summary.click()
    },
  },
  { name: 'requests', hash: () => '#/requests' },
  { name: 'a request that is right', hash: () => `#/requests/${requestWith('genuine')}` },
  { name: 'a request that is wrong', hash: () => `#/requests/${requestWith('wrong')}` },
  { name: 'faults', hash: () => '#/faults' },
  {
    name: 'the clock',
    hash: () => '#/faults',
    act: async ({ page }) => {
      await page.locator('.clock button').click()
      await page.locator('dialog').waitFor()
    },
    undo: ({ page }) => page.keyboard.press('Escape'),
  },
]

const looks: readonly Look[] = (['phone', 'desk'] as const).flatMap((width) =>
  (['en-GB', 'zh-CN'] as const).flatMap((locale) =>
    (['light', 'dark'] as const).map((theme) => ({ width, locale, theme })),
  ),
)

describe.each(looks)('$width, $locale, $theme', (look) => {
  const tabs = new Map<Stage, Tab>()
  async function tabOf(stage: Stage): Promise<Tab> {
    const tab = tabs.get(stage) ?? (await openTab(browser, stage.served.url, look))
    tabs.set(stage, tab)
    return tab
  }
  afterAll(async () => {
    for (const tab of tabs.values()) await tab.end()
  })

  it.each(views)('shows $name', async ({ of = () => full, hash, act, undo }) => {
    const tab = await tabOf(of())
    await tab.visit(hash())
    await act?.(tab)
    expect(await tab.page.locator('html').getAttribute('lang')).toBe(look.locale === 'zh-CN' ? 'zh-CN' : 'en')
    expect(await violationsOn(tab.page)).toEqual([])
    expect(await overflowOf(tab.page)).toBe(0)
    await undo?.(tab)
  })
})
