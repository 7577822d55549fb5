// The pages that TypeDoc wrote, as the sidebar has them.
import type { DefaultTheme } from 'vitepress'
import { useData, withBase } from 'vitepress'
import { defineComponent, h } from 'vue'

export const ApiContents = defineComponent({
  name: 'ApiContents',
  setup() {
    const { theme } = useData<DefaultTheme.Config>()
    return () => {
      const sections = theme.value.sidebar as DefaultTheme.SidebarItem[]
      const pages = sections.flatMap(({ items = [] }) => items).flatMap(({ items = [] }) => items)
      return h(
        'ul',
        pages.map(({ text, link = '' }) => h('li', [h('a', { href: withBase(link) }, [h('code', text)])])),
      )
    }
  },
})
