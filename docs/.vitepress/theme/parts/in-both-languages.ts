// Links to a page in each language, for pages that have none.
import { withBase } from 'vitepress'
import { defineComponent, h } from 'vue'

export const InBothLanguages = defineComponent({
  name: 'InBothLanguages',
  props: { page: { type: String, default: '' } },
  setup: ({ page }) => {
    return () =>
      h('ul', { class: 'both' }, [
        h('li', [h('a', { href: withBase(`/en/${page}`), hreflang: 'en', lang: 'en' }, 'English')]),
        h('li', [h('a', { href: withBase(`/zh/${page}`), hreflang: 'zh-CN', lang: 'zh-CN' }, '简体中文')]),
      ])
  },
})
