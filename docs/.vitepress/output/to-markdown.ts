// A page as Markdown for a reader without a browser: no front matter, and text where the page has a component.
import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { addressOf } from '../config/site.ts'
import { languageOf } from '../languages.ts'
import { textOf } from './text-of.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const frontMatter = /^---\n[\s\S]*?\n---\n+/
const component = /<([A-Z]\w*)((?:\s+[\w-]+="[^"]*")*)\s*\/>/g
const link = /(?<!!)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)/g
const elsewhere = /^([a-z][a-z0-9+.-]*:|\/|#)/i

/**
 * @param page Its path in docs.
 * @throws {Error} If it has a component without a text.
 */
export function toMarkdown(source: string, page: string): string {
  return mapProse(source.replace(frontMatter, ''), (prose) =>
    prose
      .replace(component, (_, name: string, attributes: string) =>
        textOf(name, { language: languageOf(page), page, attributes: attributesOf(attributes) }),
      )
      .replace(link, (whole, text: string, href: string) => outward(page, text, href) ?? whole),
  )
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
}

/** A link out of docs, as `config/markdown.ts` treats it; `undefined` for any other. */
function outward(page: string, text: string, href: string): string | undefined {
  if (elsewhere.test(href)) return undefined
  const [file = ''] = decodeURI(href).split(/[#?]/)
  const target = posix.join('docs', posix.dirname(page), file)
  if (target.startsWith('docs/') || !existsSync(join(root, target))) return undefined
  const address = addressOf(target)
  if (address) return `[${text}](${address}${href.slice(file.length)})`
  return text.includes(target) ? text : `${text} (\`${target}\`)`
}

/** Changes what is not in a block of code. */
function mapProse(markdown: string, change: (prose: string) => string): string {
  // With the capture, every second part is a block.
  const parts = markdown.split(/^([ \t>]*(`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?\n)?[ \t>]*\2[ \t]*)$/m)
  return parts
    .filter((_, i) => i % 3 !== 2)
    .map((part, i) => (i % 2 === 0 ? change(part) : part))
    .join('')
}
