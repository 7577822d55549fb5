// How the pages are rendered.
import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { slug } from 'github-slugger'
import type { MarkdownOptions, MarkdownRenderer } from 'vitepress'
import { labels } from '../labels.ts'
import { languageOf } from '../languages.ts'
import { addressOf } from './site.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const elsewhere = /^([a-z][a-z0-9+.-]*:|\/|#)/i

export const markdown: MarkdownOptions = {
  theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  // The repository's host makes the same anchors, and `tools/checks/links.ts` checks them.
  anchor: { slugify: slug },
  config(md) {
    repositoryLinks(md)
    translate(md)
    emptyHeads(md)
  },
}

type Token = ReturnType<MarkdownRenderer['parse']>[number]

/** Leads links out of docs to the repository, or, as long as nobody knows where that is, names their target. */
function repositoryLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('repository_links', ({ tokens, env }) => {
    const page = posix.join('docs', String(env.relativePath ?? ''))
    for (const { children } of tokens) {
      for (let i = 0; i < (children?.length ?? 0); i += 1) {
        const open = children?.[i]
        const href = open?.type === 'link_open' ? (open.attrGet('href') ?? '') : ''
        if (!children || !open || !href || elsewhere.test(href)) continue
        const [file = ''] = decodeURI(href).split(/[#?]/)
        const target = posix.join(posix.dirname(page), file)
        if (target.startsWith('docs/') || !existsSync(join(root, target))) continue
        const address = addressOf(target)
        if (address) open.attrSet('href', address + href.slice(file.length))
        else name(children, i, target)
      }
    }
  })
}

/** Turns a link into its text and, if that does not say it, the path that it led to. */
function name(children: Token[], at: number, target: string): void {
  const end = children.findIndex(({ type }, i) => i > at && type === 'link_close')
  const [open, close] = [children[at], children[end]]
  if (!open || !close) return
  const said = children.slice(at, end).some(({ content }) => content.includes(target))
  for (const token of [open, close]) {
    Object.assign(token, { type: 'text', tag: '', nesting: 0, attrs: null, content: '' })
  }
  if (!said) close.content = ` (${target})`
}

/** The corner of a table has no text, so it is no heading. */
function emptyHeads(md: MarkdownRenderer): void {
  md.core.ruler.push('empty_heads', ({ tokens }) => {
    for (const [i, open] of tokens.entries()) {
      const close = tokens[i + 2]
      if (open.type !== 'th_open' || close?.type !== 'th_close' || tokens[i + 1]?.content !== '') continue
      open.tag = 'td'
      close.tag = 'td'
    }
  })
}

/** Says in the language of the page what VitePress says in English. */
function translate(md: MarkdownRenderer): void {
  md.core.ruler.push('permalink_labels', ({ tokens, env }) => {
    const label = labels.permalink[languageOf(String(env.relativePath))]
    for (const [i, { type }] of tokens.entries()) {
      const links = type === 'heading_open' ? (tokens[i + 1]?.children ?? []) : []
      for (const link of links) {
        if (link.attrGet('class') !== 'header-anchor') continue
        link.attrSet('aria-label', link.attrGet('aria-label')?.replace('Permalink to', label) ?? label)
      }
    }
  })
  const { fence } = md.renderer.rules
  md.renderer.rules.fence = (...args) => {
    const label = labels.copy[languageOf(String(args[3].relativePath))]
    return fence?.(...args).replace('title="Copy Code"', `title="${label}"`) ?? ''
  }
}
