import { defineComponent, h, type VNode } from 'vue'
import type { Language } from '../../languages.ts'
import { useLanguage } from '../tools/parts/language.ts'
import { arrow, box, picture, words } from './draw.ts'
import { type KeyUse, keyUses, secret, sides, title } from './keys.ts'

const row = 96
const top = 34
const wide = 132
const width = 380
const height = top + row * keyUses.length

export const KeyPicture = defineComponent({
  name: 'KeyPicture',
  setup() {
    const { language, say } = useLanguage()
    return () => {
      const description = keyUses.map(({ sentence }) => say(sentence)).join(' ')
      return h('figure', { class: 'picture-figure' }, [
        picture({ width, height, title: say(title), description }, [
          words({ x: wide / 2, y: 16, anchor: 'middle', lines: [say(sides.yours)] }),
          words({ x: width - wide / 2, y: 16, anchor: 'middle', lines: [say(sides.theirs)] }),
          ...keyUses.flatMap((use, i) => rowOf(use, top + row * i + row / 2, language.value)),
        ]),
      ])
    }
  },
})

function rowOf({ what, out, yours, theirs }: KeyUse, y: number, language: Language): VNode[] {
  const key = (x: number, { secret: isSecret, lines }: KeyUse['yours']) =>
    box({
      ...{ x, y, width: wide, height: row - 12 },
      kind: isSecret ? 'wait' : 'calm',
      lines: isSecret ? [...lines[language], secret[language]] : lines[language],
    })
  const [left, right] = [wide + 6, width - wide - 6]
  return [
    key(wide / 2 + 1, yours),
    key(width - wide / 2 - 1, theirs),
    arrow(out ? `M${left} ${y + 26}H${right}` : `M${right} ${y + 26}H${left}`),
    words({ x: width / 2, y: y - 18, anchor: 'middle', lines: what[language] }),
  ]
}
