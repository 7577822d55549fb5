// All pages of the language, as the sidebar has them.
import type { DefaultTheme } from 'vitepress'
import { useData, withBase } from 'vitepress'
import { defineComponent, h } from 'vue'

export const Contents = defineComponent({
  name: 'Contents',
  setup() {
    const { theme } = useData<DefaultTheme.Config>()
    const listOf = (items: readonly DefaultTheme.SidebarItem[]) =>
      h(
        'ul',
        items.map(({ text, link }) => h('li', [link ? h('a', { href: withBase(link) }, text) : text])),
      )
    return () =>
      h(
        'div',
        { class: 'contents' },
        (theme.value.sidebar as DefaultTheme.SidebarItem[]).map(({ text, items = [] }) =>
          h('section', [h('p', { class: 'contents-title' }, text), listOf(items)]),
        ),
      )
  },
})
