// Boxes, arrows and words of an SVG picture. Colours are the theme's, so a picture follows it.
import { h, type VNode } from 'vue'

export type Kind = 'good' | 'bad' | 'wait' | 'calm' | 'off'

export interface Box {
  /** Of the middle. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly kind: Kind
  /** The first is bold. */
  readonly lines: readonly string[]
}

export function box({ x, y, width, height, kind, lines }: Box): VNode {
  const size = 15
  const top = y - ((lines.length - 1) * size) / 2 + 4
  return h('g', { class: `picture-box ${kind}` }, [
    h('rect', { x: x - width / 2, y: y - height / 2, width, height, rx: 8 }),
    ...lines.map((line, i) =>
      h(
        'text',
        { x, y: top + i * size, 'text-anchor': 'middle', class: i === 0 ? 'strong' : undefined },
        line,
      ),
    ),
  ])
}

export function arrow(path: string): VNode {
  return h('path', { d: path, class: 'picture-arrow', 'marker-end': 'url(#arrow-head)' })
}

export interface Words {
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly lines: readonly string[]
}

export function words({ x, y, anchor, lines }: Words): VNode {
  return h(
    'text',
    { x, y, 'text-anchor': anchor, class: 'picture-words' },
    lines.map((line, i) => h('tspan', { x, dy: i === 0 ? 0 : 15 }, line)),
  )
}

export interface Picture {
  readonly width: number
  readonly height: number
  /** What a reader who does not see it is told. */
  readonly title: string
  readonly description: string
}

/** A picture that is as wide as the screen allows, and never so small that its words cannot be read. */
export function picture({ width, height, title, description }: Picture, parts: readonly VNode[]): VNode {
  const head = { viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 7, markerHeight: 7, orient: 'auto' }
  return h('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', class: 'picture' }, [
    h('title', title),
    h('desc', description),
    h('defs', [
      h('marker', { id: 'arrow-head', ...head }, [
        h('path', { d: 'M0 0 10 5 0 10z', class: 'picture-head' }),
      ]),
    ]),
    ...parts,
  ])
}
