// The link to the source of a page, which the build writes beside the page.
import { useData, withBase } from 'vitepress'
import { defineComponent, h } from 'vue'
import { labels } from '../../labels.ts'
import { languageOf } from '../../languages.ts'

export const AsMarkdown = defineComponent({
  name: 'AsMarkdown',
  setup() {
    const { page } = useData()
    return () => {
      const { relativePath } = page.value
      const label = labels.asMarkdown[languageOf(relativePath)]
      // It is not a page of the application, so the router must leave it alone.
      const link = { href: withBase(`/${relativePath}`), type: 'text/markdown', target: '_self' }
      return h('nav', { class: 'as-markdown', 'aria-label': 'Markdown' }, [h('a', link, label)])
    }
  },
})
