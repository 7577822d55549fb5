// What the sidebar shows, read from the files.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiFolder } from './api/entry-points.ts'
import { labels } from './labels.ts'
import type { Language } from './languages.ts'
import { sections } from './sections.ts'

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

/** The reference of each entry point, once `api/generate.ts` has written it. */
export function apiPagesIn(language: Language): Omit<Page, 'order'>[] {
  const at = join(root, language, apiFolder)
  if (!existsSync(at)) return []
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => {
      const [, title = file] = /^# (.+)$/m.exec(readFileSync(join(at, file), 'utf8')) ?? []
      return { title, link: `/${language}/${apiFolder}/${file.replace('.md', '')}` }
    })
    .sort((a, b) => (a.title < b.title ? -1 : 1))
}

export interface Chapter {
  readonly title: string
  readonly pages: readonly Page[]
}

/** All pages of a language that have a place in the sidebar. */
export const contentsOf = (language: Language): Chapter[] =>
  sections
    .map(({ folder, title }) => ({ title: title[language], pages: pagesIn(language, folder) }))
    .filter(({ pages }) => pages.length > 0)

export const sidebarOf = (language: Language) =>
  contentsOf(language).map(({ title, pages }) => ({
    text: title,
    collapsed: true,
    items: pages.flatMap(({ title, link }) => {
      const page = { text: title, link }
      const items = link.endsWith(apiFolder) ? apiPagesIn(language).map(toItem) : []
      return items.length > 0
        ? [page, { text: labels.entryPoints[language], collapsed: true, items }]
        : [page]
    }),
  }))

const toItem = ({ title, link }: Pick<Page, 'title' | 'link'>) => ({ text: title, link })

/** The folders that the bar at the top leads to, by their first pages. */
const inBar: readonly string[] = ['start', 'learn', 'callbacks', 'sandbox', 'operate', 'reference']

export const navOf = (language: Language) =>
  sections.flatMap(({ folder, title }) => {
    const [first] = inBar.includes(folder) ? pagesIn(language, folder) : []
    return first ? [{ text: title[language], link: first.link, activeMatch: `/${language}/${folder}/` }] : []
  })
