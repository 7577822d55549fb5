// The pages as Markdown, and the lists of them.
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { toMarkdown } from '../../../docs/.vitepress/output/to-markdown.ts'
import { base } from '../setup.ts'
import { filesIn } from '../support/faults.ts'

const read = (file: string): string => readFileSync(join(inject('folder'), file), 'utf8')
const link = /(?<!!)\[(?:[^[\]]|\[[^\]]*\])*\]\(<?([^()\s>]+)>?[^)]*\)/g
/** Without what stands in code. */
const proseOf = (text: string): string =>
  text.replace(/^([ >]*)(`{3,})[\s\S]*?^\1?\s*\2$/gm, '').replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, '')

it('has each page as Markdown beside it, without components and front matter', () => {
  const pages = filesIn(inject('folder'), '.html').filter((file) => file !== '404.html')
  for (const page of pages) {
    const text = read(page.replace(/\.html$/, '.md'))
    expect(text).toMatch(/^# /)
    expect(proseOf(text)).not.toMatch(/(?<!\\)<[A-Z]\w*[\s/>]/)
  }
})

it('links each page to its Markdown', () => {
  expect(read('zh/learn/keys.html')).toContain(`href="${base}zh/learn/keys.md"`)
})

it('has links between the pages that lead to files', () => {
  const wrong = filesIn(inject('folder'), '.md').flatMap((file) =>
    [...proseOf(read(file)).matchAll(link)]
      .map(([, href = '']) => decodeURIComponent(href.split('#')[0] ?? ''))
      .filter((href) => href !== '' && !/^[a-z]+:/.test(href))
      .filter((href) => !existsSync(join(inject('folder'), posix.dirname(file), href)))
      .map((href) => `${file}: ${href}`),
  )
  expect(wrong).toEqual([])
})

describe.each(['en', 'zh'])('the list of pages in %s', (language) => {
  it('has the form of llmstxt.org', () => {
    const blocks = read(`${language}/llms.txt`)
      .trim()
      .split(/\n{2,}/)
    expect(blocks[0]).toMatch(/^# \S/)
    expect(blocks[1]).toMatch(/^> \S/)
    const first = blocks.findIndex((block) => block.startsWith('## '))
    const sections = blocks.slice(first)
    expect(sections.length % 2).toBe(0)
    for (const [i, block] of sections.entries()) {
      if (i % 2 === 0) expect(block).toMatch(/^## \S.*$/)
      else for (const line of block.split('\n')) expect(line).toMatch(/^- \[[^\]]+\]\([^)\s]+\)(: \S.*)?$/)
    }
    expect(sections.at(-2)).toBe('## Optional')
  })

  it('has every page, each with what it is about, and its links lead to files', () => {
    const listed = [...read(`${language}/llms.txt`).matchAll(link)].map(([, href = '']) => href)
    for (const href of listed)
      expect(existsSync(join(inject('folder'), href.slice(base.length))), href).toBe(true)
    const pages = filesIn(inject('folder'), '.md').filter((file) => file.startsWith(`${language}/`))
    for (const page of pages) if (page !== `${language}/index.md`) expect(listed).toContain(base + page)
  })

  it('has all pages in one file, but for the reference', () => {
    const whole = read(`${language}/llms-full.txt`)
    for (const page of ['learn/keys.md', 'reference/api.md']) {
      expect(whole).toContain(read(`${language}/${page}`).trim())
    }
  })
})

it('has the English list at the root', () => {
  expect(read('llms.txt')).toBe(read('en/llms.txt'))
})

it('refuses a component that has no text, and leaves code as it is', () => {
  expect(() => toMarkdown('# A\n\n<Unknown />\n', 'en/a.md')).toThrow('en/a.md has a component Unknown')
  const code = '# A\n\n```tsx\nconst a = <Unknown />\n```\n'
  expect(toMarkdown(`---\norder: 1\n---\n\n${code}`, 'en/a.md')).toBe(code)
})

it('names the file that a link out of the pages leads to, or links it where the repository is known', () => {
  const page = '# A\n\n[auth](../../packages/auth/README.md#keys), [keys](learn/keys.md)\n'
  expect(toMarkdown(page, 'en/a.md')).toContain('auth (`packages/auth/README.md`), [keys](learn/keys.md)')
})
