// What stands in Markdown for each component of the theme.
import { basename, posix } from 'node:path'
import type { Language } from '../languages.ts'
import { contentsOf } from '../pages.ts'

export interface Place {
  readonly language: Language
  /** The path in docs of the page that has the component. */
  readonly page: string
  readonly attributes: Readonly<Record<string, string>>
}

const texts: Readonly<Record<string, (place: Place) => string>> = {
  Contents: ({ language, page }) =>
    contentsOf(language)
      .map(({ title, pages }) =>
        [
          `## ${title}\n`,
          ...pages.map(
            ({ title, link }) => `- [${title}](${posix.relative(`/${posix.dirname(page)}`, link)}.md)`,
          ),
        ].join('\n'),
      )
      .join('\n\n'),
  InBothLanguages: ({ attributes: { page = 'index' } }) =>
    `- [English](en/${page}.md)\n- [简体中文](zh/${page}.md)`,
}

/** @throws {Error} If the component has no text. */
export function textOf(name: string, place: Place): string {
  const text = texts[name]
  if (!text)
    throw new Error(
      `${place.page} has a component ${name}, which has no text in ${basename(import.meta.filename)}.`,
    )
  return text(place)
}
