import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme-without-fonts'
import { labels } from '../labels.ts'
import { languageOf } from '../languages.ts'
import { components } from './components.ts'
import { Layout } from './parts/layout.ts'
import './styles/colours.css'
import './styles/type.css'
import './styles/page.css'
import './styles/pictures.css'
import './styles/tools.css'
import { tokenize } from './tokenize.ts'

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app, router, siteData }) {
    for (const [name, component] of Object.entries(components)) app.component(name, component)
    app.config.globalProperties.$label = (label) => labels[label][languageOf(router.route.path)]
    // The index was made with it; see config/search.ts.
    const { search } = siteData.value.themeConfig
    const miniSearch = { ...search.options.miniSearch, options: { tokenize } }
    const themeConfig = {
      ...siteData.value.themeConfig,
      search: { ...search, options: { ...search.options, miniSearch } },
    }
    siteData.value = { ...siteData.value, themeConfig }
  },
} satisfies Theme

declare module 'vue' {
  interface ComponentCustomProperties {
    /** Says something in the language of the page. */
    $label(label: keyof typeof labels): string
  }
}
