import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme-without-fonts'
import { defineAsyncComponent } from 'vue'
import { labels } from '../labels.ts'
import { languageOf } from '../languages.ts'
import { Contents } from './parts/contents.ts'
import { InBothLanguages } from './parts/in-both-languages.ts'
import { Layout } from './parts/layout.ts'
import './styles/colours.css'
import './styles/type.css'
import './styles/page.css'
import './styles/tools.css'
import { tokenize } from './tokenize.ts'

// Only pages that have them load the packages.
const SignatureCalculator = defineAsyncComponent(async () => {
  return (await import('./tools/signing/signature-calculator.ts')).SignatureCalculator
})
const CallbackVerifier = defineAsyncComponent(async () => {
  return (await import('./tools/verifying/callback-verifier.ts')).CallbackVerifier
})

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app, router, siteData }) {
    app.component('Contents', Contents)
    app.component('InBothLanguages', InBothLanguages)
    app.component('SignatureCalculator', SignatureCalculator)
    app.component('CallbackVerifier', CallbackVerifier)
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
