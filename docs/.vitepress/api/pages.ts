// Makes pages of the site out of what TypeDoc wrote.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import Slugger from 'github-slugger'
import type { Language } from '../languages.ts'
import { headings } from './headings.ts'

/** @param folder What TypeDoc wrote, in English. Its pages are changed. */
export function toPages(folder: string, language: Language): void {
  // The list of the pages is reference/api.md.
  rmSync(join(folder, 'README.md'))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  )
  const texts = new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const))
  const anchors = new Map([...texts].map(([file, text]) => [file, anchorsOf(text)] as const))
  for (const [file, text] of texts) {
    const mended = joinThrows(mendLinks(file, text, anchors))
    writeFileSync(join(folder, file), language === 'en' ? mended : translate(mended))
  }
}

function anchorsOf(text: string): ReadonlySet<string> {
  const slugger = new Slugger()
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slugger.slug(heading))
  const ids = [...text.matchAll(/<a id="([^"]*)"/g)].map(([, id = '']) => id)
  return new Set([...headings, ...ids])
}

/** TypeDoc takes `Inbox.claim` and `InboxClaim` for two headings of one name, and numbers the second. */
function mendLinks(file: string, text: string, anchors: ReadonlyMap<string, ReadonlySet<string>>): string {
  return text.replace(/\]\(([^()#\s]*)#([^()\s]+)-\d+\)/g, (link, path: string, anchor: string) => {
    const known = anchors.get(path === '' ? file : posix.join(posix.dirname(file), path))
    const numbered = link.slice(link.indexOf('#') + 1, -1)
    return known?.has(anchor) && !known.has(numbered) ? `](${path}#${anchor})` : link
  })
}

/** One heading for all that a function throws. */
function joinThrows(text: string): string {
  return text.replace(/\n(#+ Throws)\n\n[^\n]+\n(?:\n\1\n\n[^\n]+\n)+/g, (several, heading: string) => {
    const thrown = several.split(`\n${heading}\n`).map((part) => part.trim())
    return `\n${heading}\n\n${thrown.filter(Boolean).join(', ')}\n`
  })
}

/** The headings and the heads of tables. Descriptions are in English, as in the sources. */
function translate(text: string): string {
  return text
    .replace(/^(#{2,6}) ([A-Z][A-Za-z ]+)$/gm, (whole, marks: string, heading: string) => {
      const translated = headings[heading]
      return translated ? `${marks} ${translated}` : whole
    })
    .replace(/^\|.*\|(?=\n\| :-)/gm, (head) =>
      head.replace(/[A-Z][A-Za-z ]+[a-z]/g, (name) => headings[name] ?? name),
    )
}
