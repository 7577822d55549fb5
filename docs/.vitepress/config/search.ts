// Search without a server.
import type { DefaultTheme } from 'vitepress'
import { tokenize } from '../theme/tokenize.ts'
import { searchLocales } from './locales.ts'

const miniSearch: NonNullable<DefaultTheme.LocalSearchOptions['miniSearch']> = {
  searchOptions: { combineWith: 'AND', prefix: true, fuzzy: 0.2 },
}
// Not enumerable, so that VitePress does not write the function into the pages as text: evaluating that text would need
// the right to evaluate code. The theme gives the function to the browser.
Object.defineProperty(miniSearch, 'options', { value: { tokenize } })

export const search: NonNullable<DefaultTheme.Config['search']> = {
  provider: 'local',
  options: { miniSearch, locales: searchLocales, detailedView: true },
}
