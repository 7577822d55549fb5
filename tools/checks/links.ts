// Links and paths in Markdown lead somewhere. Pages in two languages have the same headings and the same code.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Slugger from 'github-slugger'
import { type Check, filesOf, lineOf } from './check.ts'
import { type Block, blocksOf, proseOf } from './snippets/blocks.ts'

/** `[text](target)`, `![alt](target)`, `[name]: target`, `href="target"`, `src="target"`. */
const link =
  /\]\(<?([^()\s<>]+(?:\([^()\s]*\)[^()\s]*)*)>?(?:\s+"[^"]*")?\)|^[ \t]*\[[^\]]+\]:[ \t]*(\S+)|(?:href|src)="([^"]+)"/gm
/** A path in backticks that starts with a folder of the repository and contains no placeholder. */
const named = /`((?:packages|tools|examples|docs|\.changeset|\.ci)\/[\w./@-]+)`/g
const elsewhere = /^([a-z][a-z0-9+.-]*:|\/\/)/i

export const links: Check = async (root) => {
  const pages = filesOf(root).filter((file) => file.endsWith('.md'))
  let count = 0
  const violations = pages.flatMap((page) => {
    const prose = proseOf(readFileSync(join(root, page), 'utf8'))
    const targets = [...prose.matchAll(link), ...prose.matchAll(named)]
    count += targets.length
    return targets.flatMap((match) => {
      const isPath = match[0].startsWith('`')
      const target = match[1] ?? match[2] ?? match[3] ?? ''
      if (isPath ? existsSync(join(root, target)) : leads(root, page, target)) return []
      return [
        `${page}:${lineOf(prose, match.index)} ${target} leads nowhere. Correct it or make what it names.`,
      ]
    })
  })
  const twins = pages.flatMap((page) => {
    const original = originalOf(page)
    return original ? [[original, page] as const] : []
  })
  const alone = pages.filter(
    (page) => page.startsWith('docs/en/') && !pages.includes(page.replace('/en/', '/zh/')),
  )
  return {
    looked: `${pages.length} pages, ${count} links and paths, ${twins.length} pages in two languages`,
    violations: [
      ...violations,
      ...twins.flatMap(([page, twin]) => compare(root, page, twin)),
      ...alone.map((page) => `${page} has no page in Chinese beside it, in docs/zh. Add it.`),
    ],
  }
}

/** The English page that a Chinese one translates. */
function originalOf(page: string): string | undefined {
  if (page.endsWith('.zh-CN.md')) return page.replace('.zh-CN', '')
  return page.startsWith('docs/zh/') ? page.replace('/zh/', '/en/') : undefined
}

function leads(root: string, page: string, target: string): boolean {
  if (elsewhere.test(target)) return true
  const [file = '', anchor] = decodeURIComponent(target).split('#')
  const path = file.replace(/\?.*$/, '')
  // An absolute path is one of the site, whose root is docs.
  const base = path.startsWith('/') ? join(root, 'docs', path) : join(root, dirname(page), path)
  const found =
    path === '' ? join(root, page) : ['', '.md', '/index.md'].map((end) => base + end).find(existsSync)
  if (!found) return false
  return (
    !anchor || !found.endsWith('.md') || anchorsOf(readFileSync(found, 'utf8')).includes(anchor.toLowerCase())
  )
}

function headingsOf(markdown: string): { level: number; text: string }[] {
  const found = proseOf(markdown).matchAll(/^(#{1,6})\s+(.+?)\s*#*$/gm)
  return [...found].map(([, marks = '', text = '']) => ({ level: marks.length, text }))
}

/** Those that the repository's host and the site make. */
function anchorsOf(markdown: string): string[] {
  const slugger = new Slugger()
  return headingsOf(markdown).map(({ text }) => slugger.slug(text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')))
}

function compare(root: string, page: string, twin: string): string[] {
  if (!existsSync(join(root, page))) return [`${twin} has no ${page} beside it. Add it.`]
  const [one, other] = [page, twin].map((file) => readFileSync(join(root, file), 'utf8')) as [string, string]
  const wrong: string[] = []
  const outline = (text: string): string =>
    [1, 2, 3, 4, 5, 6]
      .map((level) => headingsOf(text).filter((heading) => heading.level === level).length)
      .join(' ')
  if (outline(one) !== outline(other)) {
    wrong.push(`${twin} has ${outline(other)} headings by level, ${page} ${outline(one)}. Make them alike.`)
  }
  // What programs print is in the reader's language. Tests of tools/consumers compare it with what is really printed.
  const isWalk = page.startsWith('docs/en/start/')
  const [blocks, twins] = [one, other].map((text) =>
    blocksOf(text).map((block) => (isWalk && block.language === 'text' ? { ...block, code: '' } : block)),
  ) as [Block[], Block[]]
  for (let i = 0; i < Math.max(blocks.length, twins.length); i += 1) {
    if (bare(blocks[i]?.code) === bare(twins[i]?.code) && blocks[i]?.language === twins[i]?.language) continue
    const line = twins[i]?.line ?? lineOf(other, other.length)
    wrong.push(
      `${twin}:${line} code block ${i + 1} differs from ${page}:${blocks[i]?.line ?? 'none'}. Make them alike.`,
    )
  }
  return wrong
}

/** The code without comments, since those are translated. */
function bare(code = '\0'): string {
  return code
    .split('\n')
    .map((line) =>
      line
        .replace(/(^|\s)(\/\/|#) .*$/, '')
        .replace(/\/\*.*?\*\//g, '')
        .trimEnd(),
    )
    .filter(Boolean)
    .join('\n')
}
