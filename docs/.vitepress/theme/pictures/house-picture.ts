import { defineComponent, h } from 'vue'
import { useLanguage } from '../tools/parts/language.ts'
import { arrow, box, picture } from './draw.ts'
import { type Floor, floors, isDrawn, sentenceOf, title } from './house.ts'

const half = 24

export const House = defineComponent({
  name: 'House',
  setup() {
    const { say } = useLanguage()
    return () => {
      const description = floors.map((floor) => say(sentenceOf(floor))).join(' ')
      return h('figure', { class: 'picture-figure' }, [
        picture({ width: 380, height: 380, title: say(title), description }, [
          ...floors.flatMap((floor) =>
            floor.uses.filter((use) => isDrawn(floor, use)).map((use) => arrow(pathTo(floor, use))),
          ),
          ...floors.map(({ name, what, x, y }) =>
            box({ ...{ x, y, width: 118, height: 2 * half, kind: 'calm' }, lines: [name, say(what)] }),
          ),
        ]),
      ])
    }
  },
})

/** From the near edge of one box to the near edge of the other. */
function pathTo(from: Floor, use: string): string {
  const to = floors.find(({ name }) => name === use) ?? from
  const down = to.y > from.y ? 1 : -1
  // A little towards each other, so that arrows that leave one box do not lie on each other.
  const shift = (to.x - from.x) * 0.15
  return `M${from.x + shift} ${from.y + down * half}L${to.x - shift} ${to.y - down * (half + 3)}`
}
