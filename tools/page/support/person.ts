// What a person does on the page of a sandbox of its own.
import { findChromium } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { launch, openTab, type Tab } from './browser.ts'
import { openStage, type Stage } from './stage.ts'

export interface Person {
  readonly browser: Browser
  readonly stage: Stage
  readonly tab: Tab
  readonly page: Page
  readonly button: (name: string | RegExp) => Locator
  readonly choice: (name: string) => Locator
  /** Both states of the plan that is shown. */
  readonly states: () => Promise<string[]>
  /** Names and values of what is shown. */
  readonly facts: () => Promise<Readonly<Record<string, string>>>
  /** A link in what is shown. */
  readonly link: (name: string) => Locator
  /** What has happened to it, the latest first. */
  readonly history: () => Promise<string[]>
  /** Waits for what is shown, by its name. */
  readonly shows: (name: string) => Promise<void>
  /** Waits until the page says this about an action: the last of the action that one sees. */
  readonly said: (text: string | RegExp) => Promise<void>
  /** Takes a step with the plan that is shown, and expects its states after it. */
  readonly press: (step: string, ...states: string[]) => Promise<void>
}

/** Gives each test of the file a sandbox and a tab, and expects at its end that nothing went wrong in the tab. */
export async function createPerson(): Promise<Person> {
  const program = await findChromium()
  skipWithout(program, 'chromium')
  let browser: Browser
  let stage: Stage
  let tab: Tab
  beforeAll(async () => {
    if (program !== undefined) browser = await launch(program)
  })
  afterAll(async () => browser?.close())
  beforeEach(async () => {
    if (program === undefined) return
    stage = await openStage()
    tab = await openTab(browser, stage.served.url)
  })
  afterEach(async () => {
    await tab?.end()
    await stage?.served.close()
  })
  const person: Person = {
    get browser() {
      return browser
    },
    get stage() {
      return stage
    },
    get tab() {
      return tab
    },
    get page() {
      return tab.page
    },
    button: (name) => tab.page.getByRole('button', { name, exact: true }),
    choice: (name) => tab.page.getByRole('combobox', { name, exact: true }),
    states: () => tab.page.locator('.head .states .chip').allTextContents(),
    async facts() {
      const rows = tab.page.locator('.detail .facts > div')
      const names = await rows.locator('> dt').allInnerTexts()
      const values = await rows.locator('> dd').allInnerTexts()
      return Object.fromEntries(names.map((name, i) => [name, values[i]?.replaceAll(/\s+/g, ' ') ?? '']))
    },
    link: (name) => tab.page.locator('.detail').getByRole('link', { name, exact: true }),
    history: () => tab.page.locator('.detail > section > .history strong').allInnerTexts(),
    shows: (name) => tab.page.getByRole('heading', { name, exact: true, level: 2 }).waitFor(),
    said: (text) => tab.page.locator('.message', { hasText: text }).waitFor(),
    async press(step, ...states) {
      await person.button(step).click()
      await person.said(`Done: ${step}.`)
      await expect.poll(person.states).toEqual(states)
    },
  }
  return person
}
