// What a tool shows.
import { h, type VNode } from 'vue'

/** A text with a title. Long words break, so that a phone needs no second scroll bar. */
export function output(title: string, text: string, name: string): VNode {
  return h('div', { class: 'tool-output' }, [
    h('p', { class: 'tool-label', id: `${name}-label` }, title),
    h('pre', { class: 'tool-text', 'data-output': name, 'aria-labelledby': `${name}-label` }, text),
  ])
}

export interface Finding {
  readonly kind: 'good' | 'bad' | 'note'
  /** Its first line is shown bold. */
  readonly text: string
}

export function findings(list: readonly Finding[]): VNode {
  return h(
    'ul',
    { class: 'tool-findings' },
    list.map(({ kind, text }) => {
      const [first, ...rest] = text.split('\n').map((line) => line.trim())
      return h('li', { class: kind }, [h('strong', first), ...rest.map((line) => h('p', linked(line)))])
    }),
  )
}

/** The same text, in which addresses are links. */
function linked(line: string): (string | VNode)[] {
  return line
    .split(/(https:\/\/[\w./-]+)/)
    .map((part, i) => (i % 2 === 0 ? part : h('a', { href: part, rel: 'noreferrer' }, part)))
}
