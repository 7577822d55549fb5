// One file serves every wrong address, so it speaks both languages.
import { defineComponent, h } from 'vue'
import { InBothLanguages } from './in-both-languages.ts'

export const NotFound = defineComponent({
  name: 'NotFound',
  setup: () => () =>
    h('main', { class: 'not-found' }, [
      h('h1', ['404 · Page not found · ', h('span', { lang: 'zh-CN' }, '页面不存在')]),
      h(InBothLanguages),
    ]),
})
