// A life as a picture. Its description has each step, and so has the table that stands for it in Markdown.
import { defineComponent, h, type VNode } from 'vue'
import type { Language } from '../../languages.ts'
import { useLanguage } from '../tools/parts/language.ts'
import { arrow, box, picture, words } from './draw.ts'
import { causeOf, type Life, nothing } from './life.ts'

export function lifePicture(name: string, life: Life) {
  return defineComponent({
    name,
    setup() {
      const { language } = useLanguage()
      return () => h('figure', { class: 'picture-figure' }, [drawingOf(life, language.value)])
    },
  })
}

function drawingOf(life: Life, language: Language): VNode {
  const { title, width, height, boxWidth = 150, states, frame } = life
  const steps = life.transitions.map((step) => {
    return `${step.from ?? nothing[language]} → ${step.to}: ${causeOf(step)[language]}`
  })
  const description = steps.join('; ')
  const [x = 0, y = 0, wide = 0, high = 0] = frame ?? []
  return picture({ width, height, title: title[language], description }, [
    ...(frame ? [h('rect', { x, y, width: wide, height: high, rx: 12, class: 'picture-frame' })] : []),
    ...life.steps.flatMap(({ path, at, label, from }) => [
      ...(from[0] === undefined ? [dot(path)] : []),
      arrow(path),
      words({ ...at, lines: label[language] }),
    ]),
    ...states.map(({ name, chinese, kind, ...at }) =>
      box({ ...at, width: boxWidth, height: 48, kind, lines: [name, chinese] }),
    ),
  ])
}

/** Where something new comes in: at the start of the arrow. */
function dot(path: string): VNode {
  const [, cx, cy] = /^M(\d+) (\d+)/.exec(path) ?? []
  return h('circle', { cx, cy, r: 5, class: 'picture-head' })
}
