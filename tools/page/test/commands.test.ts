// The commands that the page says to type next, typed.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Child, findChromium, startChild } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launch, openTab } from '../support/browser.ts'

const chromium = await findChromium()
skipWithout(chromium, 'chromium')

const manifest = createRequire(import.meta.url).resolve('wxdp/package.json')
const wxdp = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.wxdp)
let browser: Browser
let child: Child
let folder: string

beforeAll(async () => {
  if (chromium === undefined) return
  browser = await launch(chromium)
  folder = mkdtempSync(join(tmpdir(), 'wxdp-page-'))
  const args = [wxdp, 'sandbox', '--write', 'sandbox.env', '--lang', 'en'] as const
  child = startChild([process.execPath, ...args], { cwd: folder, env: process.env, timeout: 60_000 })
  await child.until(() => child.output.includes('in a browser'), 'the URL of the page')
})
afterAll(async () => {
  await browser?.close()
  await child?.stop()
  if (folder) rmSync(folder, { recursive: true })
})

it('the program prints where the page is, and the commands of the empty page do what it says', async () => {
  const [, url = ''] = /Open (http:\S+)\/ in a browser/.exec(child.output) ?? []
  const tab = await openTab(browser, url)
  const { page } = tab
  const commands = new Set<string>()
  for (const view of ['plans', 'coupons', 'userCoupons', 'callbacks', 'requests']) {
    await tab.visit(`#/${view}`)
    await page.locator('.empty .command').first().waitFor()
    for (const command of await page.locator('.command code').allTextContents()) commands.add(command)
  }
  expect(commands.size).toBe(5)
  for (const command of commands) {
    const [program, ...args] = command.split(' ')
    expect(program).toBe('wxdp')
    await promisify(execFile)(process.execPath, [wxdp, ...args], { cwd: folder })
  }
  await tab.visit('#/plans')
  await page.locator('.urls', { hasText: 'http://127.0.0.1:3000/plans' }).waitFor()
  await page.locator('.urls', { hasText: 'http://127.0.0.1:3000/coupons' }).waitFor()
  expect(await page.locator('.list .row').count()).toBe(1)
  await tab.visit('#/coupons')
  await page.locator('.list .row', { hasText: '1000000013' }).waitFor()
  await tab.visit('#/requests')
  await page.locator('.list .row', { hasText: 'createPlan' }).waitFor()
  await tab.end()
})
