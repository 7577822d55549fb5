// The lists of all pages for assistants, in the form of https://llmstxt.org.

import { address } from '../config/site.ts'
import { labels } from '../labels.ts'
import type { Language } from '../languages.ts'
import { apiPagesIn, contentsOf } from '../pages.ts'
import { llmsTexts } from './llms-texts.ts'

/** @param read The Markdown of a page, by its path in docs. */
export function llmsOf(language: Language, read: (page: string) => string): string {
  const said = llmsTexts[language]
  const sections = contentsOf(language).map(({ title, pages }) => [
    `## ${title}`,
    pages
      .map(
        ({ title, link }) =>
          `- [${title}](${address}${link.slice(1)}.md): ${summaryOf(read(`${link.slice(1)}.md`))}`,
      )
      .join('\n'),
  ])
  const [other] = ['en', 'zh'].filter((each) => each !== language)
  const optional = [
    ...apiPagesIn(language).map(({ title, link }) => `- [${title}](${address}${link.slice(1)}.md): API`),
    `- [${said.whole}](${address}${language}/llms-full.txt)`,
    `- [${said.otherLanguage}](${address}${other}/llms.txt)`,
  ]
  return `${['# wxdp', `> ${labels.description[language]}`, said.rules, ...sections.flat(), '## Optional', optional.join('\n')].join('\n\n')}\n`
}

/** All pages in one file. */
export function llmsFullOf(language: Language, read: (page: string) => string): string {
  const pages = contentsOf(language).flatMap(({ pages }) => pages.map(({ link }) => link.slice(1)))
  const texts = [`${language}/index`, ...pages].map(
    (page) => `<!-- ${address}${page}.md -->\n\n${read(`${page}.md`).trim()}\n`,
  )
  return texts.join('\n')
}

/** The first sentence of the first paragraph. */
function summaryOf(markdown: string): string {
  const [paragraph = ''] = markdown
    .replace(/^# .*$/m, '')
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => /^[\p{L}\p{N}`*_["“]/u.test(block))
  const plain = paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('\n', ' ')
  return /^.*?(?:[.:?!](?=\s|$)|[。：？！])/u.exec(plain)?.[0].replace(/[:：]$/, '') ?? plain
}
