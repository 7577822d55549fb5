import {
  type FieldPlace,
  type FieldRules,
  type Fields,
  inside,
  listOf,
  objectOf,
  optional,
  required,
  type Shape,
  wrongField,
} from '../../http/fields.ts'
import { requirePair, requirePresence } from '../../http/presence.ts'
import { characters, integer, integerWithin, text } from '../../http/value-checks.ts'

const maxPrice = 10_000_000

const choice: FieldRules = {
  name: required(characters(15)),
  price: required(integer(1)),
  count: required(integerWithin(1, 99)),
  image_url: optional(text),
  mini_program_appid: optional(text),
  mini_program_path: optional(text),
}

const combo: FieldRules = {
  name: required(characters(15)),
  pick_count: required(integer(1)),
  choice_list: required(listOf(objectOf(choice), { max: 99 })),
}

/**
 * The `display_info` of a coupon. Its URLs are not compared with those of uploads: which host they have is not
 * documented.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export const displayInfo: Shape = objectOf({
  name: required(characters(15, 3)),
  image_url: required(text),
  background_url: required(text),
  detail_image_url_list: optional(listOf(text, { min: 0, max: 8 })),
  original_price: optional(integerWithin(0, maxPrice)),
  combo_package_list: optional(listOf(objectOf(combo), { max: 50 })),
})

/**
 * What the scope demands of a `display_info` whose fields have been checked. Rows of the pages call `original_price`
 * optional, an error text demands it for single items; here it is demanded, also in a change.
 *
 * @throws Refusal
 */
export function checkDisplay(display: Fields, scope: unknown, place: FieldPlace): void {
  if (scope === 'SINGLE') {
    const when = 'scope=SINGLE'
    requirePresence(display, 'original_price', { when, place, cause: 268578476 })
    requirePresence(display, 'combo_package_list', { when, place, cause: 268578477 })
  }
  const combos = (display.combo_package_list ?? []) as readonly Combo[]
  for (const [i, { pick_count, choice_list }] of combos.entries()) {
    const here = inside(place, 'combo_package_list', i)
    if (pick_count > choice_list.length) {
      const issue = {
        zh: `不可大于选项数量${choice_list.length}`,
        en: `it must be at most ${choice_list.length}, the number of choices`,
      }
      throw wrongField('pick_count', { value: pick_count, issue, place: here, cause: 268589582 })
    }
    for (const [j, each] of choice_list.entries()) {
      requirePair(each, ['mini_program_appid', 'mini_program_path'], inside(here, 'choice_list', j))
    }
  }
}

interface Combo {
  readonly pick_count: number
  readonly choice_list: readonly Fields[]
}
