// How a reader gets about: languages, search, keyboard, and the pages that forward.
import { type Look, type Tab, usual } from '@wxdp-internal/page/browser'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { base } from '../setup.ts'
import { createReader } from '../support/reader.ts'

const reader = await createReader()
let tab: Tab | undefined
afterEach(async () => {
  await tab?.end()
  tab = undefined
})

async function open(path: string, look?: Look): Promise<Tab> {
  tab = await reader.open(look)
  await reader.visit(tab, path)
  return tab
}
const pathOf = ({ page }: Tab): string => {
  const { pathname, hash } = new URL(page.url())
  return decodeURIComponent(pathname.slice(base.length) + hash)
}

describe('languages', () => {
  it.each([
    ['en-GB', '', 'en/'],
    ['zh-CN', '', 'zh/'],
    ['en-GB', 'errors#auth_signature_invalid', 'en/reference/errors#auth_signature_invalid'],
    ['zh-CN', 'errors#auth_signature_invalid', 'zh/reference/errors#auth_signature_invalid'],
  ] as const)('%s: /%s forwards to /%s', async (locale, from, to) => {
    tab = await reader.open({ ...usual, locale })
    const { page } = tab
    await page.goto(`${inject('origin')}${base}${from}`)
    await expect.poll(() => pathOf({ page } as Tab)).toBe(to)
    expect(await page.locator('h1').count()).toBe(1)
  })

  it('leads to both without a script', async () => {
    const { page } = await open('en/')
    const context = await page.context().browser()?.newContext({ javaScriptEnabled: false })
    const plain = await context?.newPage()
    for (const [from, to] of [
      ['', ''],
      ['errors', 'reference/errors'],
    ]) {
      await plain?.goto(`${inject('origin')}${base}${from}`)
      const links = plain?.locator('.both a')
      expect(await links?.evaluateAll((all) => all.map((each) => each.getAttribute('href')))).toEqual([
        `${base}en/${to}`,
        `${base}zh/${to}`,
      ])
    }
    await context?.close()
  })

  it('keeps the page when the language is changed', async () => {
    const opened = await open('en/learn/signing')
    await opened.page.getByRole('button', { name: 'Change language' }).click()
    await opened.page.locator('.VPNavBarTranslations a').click()
    await expect.poll(() => pathOf(opened)).toBe('zh/learn/signing')
    await expect.poll(() => opened.page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })

  it('says nothing in English to a screen reader on a Chinese page', async () => {
    const { page } = await open('zh/learn/keys')
    const said = await page.evaluate(() =>
      [...document.querySelectorAll('[aria-label], [title], .visually-hidden')].flatMap((each) => [
        each.getAttribute('aria-label') ?? each.getAttribute('title') ?? each.textContent ?? '',
      ]),
    )
    // Names are the same in both.
    const names = /^(Markdown|English|\W*)$/
    expect(
      said.map((text) => text.trim()).filter((text) => !/\p{Script=Han}/u.test(text) && !names.test(text)),
    ).toEqual([])
  })
})

describe('search', () => {
  it.each([
    ['zh', '验签', /验证|验签/],
    ['zh', '商户API证书私钥', /密钥|私钥|签名/],
    ['en', 'key rotation', /./],
    ['en', 'SIGN_ERROR', /[Ss]ign/],
    ['en', 'createHandler', /@wxdp\/notify/],
  ])('%s: %s', async (language, query, expected) => {
    const { page } = await open(`${language}/`)
    await page.keyboard.press('Control+k')
    await page.locator('input[type=search]').fill(query)
    const titles = page.locator('.VPLocalSearchBox .result .titles')
    await titles.first().waitFor()
    expect((await titles.allTextContents()).some((title) => expected.test(title))).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => pathOf({ page } as Tab)).not.toBe(`${language}/`)
  })

  it('says so when there is nothing', async () => {
    const { page } = await open('zh/')
    await page.locator('.DocSearch-Button').click()
    await page.locator('input[type=search]').fill('龘靐')
    await page.getByText('没有找到').waitFor()
  })
})

describe('the keyboard', () => {
  it('skips to the content, and shows where it is', async () => {
    const { page } = await open('en/learn/signing')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Skip to content')
    const invisible: string[] = []
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab')
      const found = await page.evaluate(() => {
        const focused = document.activeElement
        if (!focused || focused === document.body) return undefined
        const { outlineStyle, outlineWidth } = getComputedStyle(focused)
        const isShown = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
        return isShown ? undefined : focused.outerHTML.slice(0, 120)
      })
      if (found) invisible.push(found)
    }
    expect(invisible).toEqual([])
  })

  it('opens and closes a section of the sidebar', async () => {
    const { page } = await open('en/learn/signing')
    const section = page.getByRole('button', { name: 'Keys and signatures' })
    expect(await section.getAttribute('aria-expanded')).toBe('true')
    for (const key of ['Space', 'Enter']) {
      const before = await section.getAttribute('aria-expanded')
      await section.press(key)
      expect(await section.getAttribute('aria-expanded')).not.toBe(before)
    }
  })
})

it('remembers the theme that was chosen', async () => {
  const { page } = await open('en/', { ...usual, theme: 'light' })
  await page.getByRole('switch', { name: 'Switch to dark theme' }).first().click()
  expect(await page.locator('html').getAttribute('class')).toContain('dark')
  await page.reload()
  expect(await page.locator('html').getAttribute('class')).toContain('dark')
})
