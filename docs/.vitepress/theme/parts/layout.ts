// The default theme's layout, with what this site adds.
import DefaultTheme from 'vitepress/theme-without-fonts'
import { defineComponent, h } from 'vue'
import { AsMarkdown } from './as-markdown.ts'
import { NotFound } from './not-found.ts'

export const Layout = defineComponent({
  name: 'Layout',
  setup: () => () =>
    h(DefaultTheme.Layout, null, { 'doc-after': () => h(AsMarkdown), 'not-found': () => h(NotFound) }),
})
