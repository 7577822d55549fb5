// On what the figures were measured.
import { defineComponent, h } from 'vue'
import { machineOf } from '../../figures/machine.ts'
import { useLanguage } from '../tools/parts/language.ts'
import { data } from './bars.data.ts'

export const Machine = defineComponent({
  name: 'Machine',
  setup() {
    const { say } = useLanguage()
    // An element: a text alone would run together with the text around it, and could not be told from it afterwards.
    return () => h('span', say(machineOf(data.machine)))
  },
})
