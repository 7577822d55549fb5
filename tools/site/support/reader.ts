// What a reader does on the site.
import { type Look, launch, openTab, type Tab } from '@wxdp-internal/page/browser'
import { findChromium } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { base } from '../setup.ts'

export interface Reader {
  readonly open: (look?: Look) => Promise<Tab>
  /** Goes to a page of the site, and waits until its scripts have run. */
  readonly visit: (tab: Tab, path: string) => Promise<void>
}

/** Gives the tests of a file one browser. */
export async function createReader(): Promise<Reader> {
  const program = await findChromium()
  skipWithout(program, 'chromium')
  let browser: Browser
  beforeAll(async () => {
    if (program !== undefined) browser = await launch(program)
  })
  afterAll(async () => browser?.close())
  return {
    open: (look) => openTab(browser, inject('origin'), look),
    async visit({ page }, path) {
      await page.goto(`${inject('origin')}${base}${path}`)
      // Vue marks its root once it has taken over.
      await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}))
    },
  }
}

/** What a live tool shows under this name. */
export function outputOf(page: Page, name: string): Locator {
  return page.locator(`[data-output="${name}"]`)
}
