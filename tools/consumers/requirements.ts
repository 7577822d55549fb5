// What works where, as the site says it in both languages.
import { readFileSync } from 'node:fs'

const headings = { en: '## What works where', zh: '## 支持与不支持' } as const

export type Language = keyof typeof headings

export function requirements(language: Language): string {
  const text = readFileSync(
    new URL(`../../docs/${language}/reference/requirements.md`, import.meta.url),
    'utf8',
  )
  const [, section = ''] = text.split(`${headings[language]}\n`)
  return section.split('\n## ')[0] as string
}

/** The first cells of the table. */
export function environments(language: Language): string[] {
  const rows = [...requirements(language).matchAll(/^\| ([^|]+?) +\|/gm)].map(([, cell = '']) => cell)
  return rows.slice(1).filter((cell) => !cell.startsWith('-'))
}

/** The setting for Jest, as it stands there. */
export function jestSetting(language: Language): { readonly jest: object } {
  return JSON.parse(/```json\n(.+?)```/s.exec(requirements(language))?.[1] ?? '')
}
