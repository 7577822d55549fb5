// Bars, and all hosts in a table below them.
import { defineComponent, h, type VNode } from 'vue'
import type { Bar, Bars } from '../../figures/bars.ts'
import type { Said } from '../../languages.ts'
import { picture, words } from '../pictures/draw.ts'
import { useLanguage } from '../tools/parts/language.ts'
import { data } from './bars.data.ts'

const width = 380
const row = 40

export const Plot = defineComponent({
  name: 'Plot',
  props: { question: { type: String, required: true }, host: { type: String, default: '' } },
  setup(props) {
    const { say } = useLanguage()
    return () => {
      const bars = data.bars[props.question]
      if (!bars) throw new Error(`No figures of ${props.question}.`)
      const group = bars.groups.find(({ host }) => props.host === '' || host === props.host)
      return h('figure', { class: 'picture-figure' }, [
        drawingOf(group?.bars ?? [], bars, say),
        tableOf(bars, say),
      ])
    }
  },
})

type Say = (said: Said) => string

function drawingOf(shown: readonly Bar[], { unit, places }: Bars, say: Say): VNode {
  const most = Math.max(...shown.map(({ value }) => value))
  const texts = shown.map(({ name, value }) => `${say(name)}: ${value.toFixed(places)} ${unit}`)
  const title = say({ en: `Bars, in ${unit}`, zh: `柱状图，单位 ${unit}` })
  const about = { width, height: row * shown.length, title, description: texts.join('; ') }
  return picture(
    about,
    shown.flatMap(({ isOurs, value }, i) => [
      words({ x: 0, y: row * i + 14, anchor: 'start', lines: [texts[i] ?? ''] }),
      h('rect', {
        ...{ x: 0, y: row * i + 20, height: 12, rx: 3 },
        width: Math.max(2, (value / most) * width),
        class: isOurs ? 'plot-ours' : 'plot-other',
      }),
    ]),
  )
}

function tableOf({ groups, unit, places }: Bars, say: Say): VNode {
  const names = [...new Set(groups.flatMap(({ bars }) => bars.map(({ name }) => say(name))))]
  const one = groups.length === 1
  const head = one ? [say({ en: 'what', zh: '内容' }), unit] : [unit, ...groups.map(({ host }) => host)]
  const cellOf = (bars: readonly Bar[], name: string): string =>
    bars.find((bar) => say(bar.name) === name)?.value.toFixed(places) ?? '–'
  return h('table', { tabindex: 0 }, [
    h('thead', [
      h(
        'tr',
        head.map((cell) => h('th', { scope: 'col' }, cell)),
      ),
    ]),
    h(
      'tbody',
      names.map((name) =>
        h('tr', [h('th', { scope: 'row' }, name), ...groups.map(({ bars }) => h('td', cellOf(bars, name)))]),
      ),
    ),
  ])
}
