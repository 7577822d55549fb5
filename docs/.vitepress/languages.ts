// The languages of the site: folders of docs.
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** What one says in each language. */
export type Said = Readonly<Record<Language, string>>

/** The language of a page, from its path in docs, or of the site. `en` for a page of no language. */
export function languageOf(path: string): Language {
  return /(^|\/)zh\//.test(path) ? 'zh' : 'en'
}
