// What the sidebar shows, read from the files.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, sections } from './sections.ts'

const root = join(import.meta.dirname, '..')

export interface Page {
  readonly title: string
  /** Of the site, without `.md`. */
  readonly link: string
  readonly order: number
}

export function pagesIn(language: Language, folder: string): Page[] {
  const at = join(root, language, folder)
  if (!existsSync(at)) return []
  return readdirSync(at)
    .filter((file) => file.endsWith('.md'))
    .map((file) => {
      const text = readFileSync(join(at, file), 'utf8')
      const title = /^# (.+)$/m.exec(text)?.[1]
      const order = /^order: (\d+)$/m.exec(text)?.[1]
      if (!title || !order) throw new Error(`${join(at, file)} needs a heading and an order.`)
      return { title, link: `/${language}/${folder}/${file.replace('.md', '')}`, order: Number(order) }
    })
    .sort((a, b) => a.order - b.order)
}

export const sidebarOf = (language: Language) =>
  sections
    .map(({ folder, title }) => ({
      text: title[language],
      collapsed: true,
      items: pagesIn(language, folder).map(({ title: text, link }) => ({ text, link })),
    }))
    .filter(({ items }) => items.length > 0)
