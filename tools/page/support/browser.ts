// Pages in Chromium that nothing goes wrong on.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Look, usual, widths } from './launch.ts'

export { type Look, launch, usual } from './launch.ts'

export interface Tab {
  readonly page: Page
  readonly context: BrowserContext
  /** Messages of Chromium that belong to the test. */
  readonly expected: RegExp[]
  /** Goes to a place of the page, such as `#/plans`, and waits until it is there. */
  readonly visit: (hash: string) => Promise<void>
  /** Expects that nothing was logged as an error, and that no request left the origin. */
  readonly end: () => Promise<void>
}

export async function openTab(browser: Browser, url: string, look: Look = usual): Promise<Tab> {
  const context = await browser.newContext({
    viewport: widths[look.width],
    locale: look.locale,
    colorScheme: look.theme,
  })
  const page = await context.newPage()
  const problems: string[] = []
  const expected: RegExp[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`)) problems.push(`left the origin: ${request.url()}`)
  })
  return {
    page,
    context,
    expected,
    async visit(hash) {
      // Only the first of them loads anything: the others change the fragment.
      await page.goto(`${url}/${hash}`)
      await page.locator('.live.on').waitFor()
      await expect.poll(() => page.locator('.loading').count()).toBe(0)
    },
    async end() {
      await context.close()
      expect(problems.filter((problem) => !expected.some((known) => known.test(problem)))).toEqual([])
    },
  }
}
