// Pages as a browser shows them: axe finds nothing, nothing is wider than the screen, and all words of a picture are in it.
import { overflowOf, violationsOn } from '@wxdp-internal/page/axe'
import type { Look } from '@wxdp-internal/page/browser'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chosenPages, isWhole } from '../support/pages.ts'
import { createReader } from '../support/reader.ts'

const reader = await createReader()

// Four of the eight have every pair of a width, a language and a theme.
const pairs: readonly Look[] = [
  { width: 'phone', locale: 'en-GB', theme: 'light' },
  { width: 'phone', locale: 'zh-CN', theme: 'dark' },
  { width: 'desk', locale: 'en-GB', theme: 'dark' },
  { width: 'desk', locale: 'zh-CN', theme: 'light' },
]
const opposite = { light: 'dark', dark: 'light' } as const
const looks = isWhole ? [...pairs, ...pairs.map((look) => ({ ...look, theme: opposite[look.theme] }))] : pairs

/** Words of a picture that lie outside of it, and are cut off. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('svg.picture')].flatMap((svg) => {
      const outer = svg.getBoundingClientRect()
      return [...svg.querySelectorAll('text')]
        .filter((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect()
          return left < outer.left || right > outer.right || top < outer.top || bottom > outer.bottom
        })
        .map((text) => text.textContent ?? '')
    }),
  )
}

describe.each(looks)('$width, $locale, $theme', (look) => {
  const language = look.locale.slice(0, 2)

  it('shows its pages', { timeout: 600_000 }, async () => {
    const tab = await reader.open(look)
    for (const path of chosenPages()) {
      await reader.visit(tab, `${language}/${path}`)
      expect.soft(await violationsOn(tab.page), path).toEqual([])
      expect.soft(await overflowOf(tab.page), path).toBe(0)
      expect.soft(await cutOff(tab.page), path).toEqual([])
    }
    await tab.end()
  })

  it('shows the search, the menus and a page that does not exist', async () => {
    const tab = await reader.open(look)
    await reader.visit(tab, `${language}/learn/keys`)
    await tab.page.locator('.DocSearch-Button').click()
    await tab.page.locator('input[type=search]').fill('PUB_KEY_ID')
    await tab.page.locator('.VPLocalSearchBox .result').first().waitFor()
    expect.soft(await violationsOn(tab.page), 'search').toEqual([])
    expect.soft(await overflowOf(tab.page), 'search').toBe(0)
    await tab.page.keyboard.press('Escape')
    if (look.width === 'phone') {
      await tab.page.locator('.VPNavBarHamburger').click()
      expect.soft(await violationsOn(tab.page), 'menu').toEqual([])
      await tab.page.locator('.VPNavBarHamburger').click()
      await tab.page.locator('.VPLocalNav .menu').click()
      await tab.page.locator('.VPSidebar.open').waitFor()
      expect.soft(await violationsOn(tab.page), 'sidebar').toEqual([])
    }
    tab.expected.push(/status of 404/)
    await reader.visit(tab, `${language}/gone`)
    expect.soft(await violationsOn(tab.page), '404').toEqual([])
    await tab.end()
  })
})
