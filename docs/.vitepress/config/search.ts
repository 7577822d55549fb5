// Search without a server.
import type { DefaultTheme } from 'vitepress'
import { apiFolder } from '../api/entry-points.ts'
import { tokenize } from '../theme/tokenize.ts'
import { searchLocales } from './locales.ts'

const miniSearch: NonNullable<DefaultTheme.LocalSearchOptions['miniSearch']> = {
  searchOptions: { combineWith: 'AND', prefix: true, fuzzy: 0.2 },
}
// Not enumerable, so that VitePress does not write the function into the pages as text: evaluating that text would need
// the right to evaluate code. The theme gives the function to the browser.
Object.defineProperty(miniSearch, 'options', { value: { tokenize } })

/** What is searched of a page. Of the reference, names and what they promise: its tables would be half of the index. */
const toSearch: NonNullable<DefaultTheme.LocalSearchOptions['_render']> = (source, env, md) => {
  const html = md.render(source, env)
  if (env.frontmatter?.search === false) return ''
  if (!env.relativePath.includes(`${apiFolder}/`)) return html
  return html.replace(
    /<table[\s\S]*?<\/table>|<div class="language-[\s\S]*?<\/div>|<h[456][\s\S]*?<\/h[456]>/g,
    '',
  )
}

export const search: NonNullable<DefaultTheme.Config['search']> = {
  provider: 'local',
  options: { miniSearch, locales: searchLocales, detailedView: true, _render: toSearch },
}
