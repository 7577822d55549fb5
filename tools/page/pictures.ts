// Makes the pictures of the sandbox's page that the site shows: `pnpm pictures`. Needs Chromium.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from '@wxdp-internal/services'
import type { Browser, Page } from 'playwright-core'
import { fillCoupons, type Given } from './support/coupons.ts'
import { type Look, launch } from './support/launch.ts'
import { fill, openStage, type Stage } from './support/stage.ts'

const folder = join(import.meta.dirname, '../../docs/images')
const viewport = { width: 1200, height: 800 }
/** Pixels of a picture for one of the page, so that its text stays sharp. */
const scale = 1.5
/** Of WebP. Below this, edges of letters blur. */
const quality = 0.8

interface Picture {
  readonly name: string
  readonly theme: Look['theme']
  readonly hash: (stage: Stage) => string
  /** Default: the one in which much has happened to plans. */
  readonly of?: () => Stage
  /** What is done before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>
}

const pictures: readonly Picture[] = [
  { name: 'page-plan', theme: 'light', hash: () => `#/plans/12${'2'.padStart(30, '0')}` },
  {
    name: 'page-coupon',
    theme: 'light',
    of: () => taken,
    hash: () => `#/userCoupons/${given.codes.confirming}?planId=${given.planId}`,
  },
  {
    name: 'page-callback',
    theme: 'dark',
    hash: ({ sandbox }) =>
      `#/callbacks/${sandbox.control.callbacks.find(({ deliveries }) => deliveries.length > 3)?.id}`,
    act: (page) =>
      page.locator('h3', { has: page.locator('xpath=following-sibling::ol') }).evaluate((attempts) => {
        attempts.scrollIntoView({ block: 'start' })
      }),
  },
  {
    name: 'page-request',
    theme: 'light',
    hash: ({ sandbox }) =>
      `#/requests/${sandbox.control.requests.find(({ signature }) => signature.result === 'wrong')?.id}`,
  },
]

const program = await findChromium()
if (program === undefined) throw new Error('There is no Chromium on this machine.')
mkdirSync(folder, { recursive: true })
const stage = await openStage()
await fill(stage, '新客立减券')
const taken = await openStage()
const given: Given = await fillCoupons(taken, '新客立减券')
const browser = await launch(program)
for (const [language, locale] of [
  ['en', 'en-GB'],
  ['zh', 'zh-CN'],
] as const) {
  for (const picture of pictures) {
    const bytes = await toWebp(browser, await take(picture, locale))
    const file = `${picture.name}-${language}-${picture.theme}.webp`
    writeFileSync(join(folder, file), bytes)
    console.log(`${file}: ${Math.ceil(bytes.length / 1024)} KiB`)
  }
}
await browser.close()
await stage.served.close()
await taken.served.close()

async function take(
  { theme, hash, of = () => stage, act }: Picture,
  locale: Look['locale'],
): Promise<Buffer> {
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: scale,
    locale,
    colorScheme: theme,
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  await page.goto(`${of().served.url}/${hash(of())}`)
  await page.locator('.live.on').waitFor()
  await page.waitForFunction(() => document.querySelector('.loading') === null)
  await act?.(page)
  const bytes = await page.screenshot({ animations: 'disabled' })
  await context.close()
  return bytes
}

/** Chromium writes WebP, too: a third of PNG, and no package is needed. */
async function toWebp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage()
  const url = await page.evaluate(
    async ({ source, quality }) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), {
        width: image.width,
        height: image.height,
      })
      canvas.getContext('2d')?.drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', quality)
    },
    { source: `data:image/png;base64,${png.toString('base64')}`, quality },
  )
  await page.close()
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}
