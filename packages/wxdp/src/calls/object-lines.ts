import type { Text } from '../language/language.ts'
import { plain } from '../terminal/plain.ts'
import type { Screen } from '../terminal/screen.ts'
import { table } from '../terminal/table.ts'

/** What a table of objects shows of each. */
export type Columns<Item> = readonly (readonly [title: Text, value: (item: Item) => string])[]

/** A table of objects. Names come from people, so they are escaped. */
export function listLines<Item>(
  columns: Columns<Item>,
  items: readonly Item[],
  { say, style }: Screen,
): string[] {
  const [head = '', ...rows] = table([
    columns.map(([title]) => say(title)),
    ...items.map((item) => columns.map(([, value]) => plain(value(item)))),
  ])
  return [style('bold', head), ...rows]
}

/** Every field of one object. Those of an object in it have its name before theirs. */
export function objectLines(object: object, { style }: Screen): string[] {
  const rows = flat(object).map(([name, value]) => [plain(name), plain(shownValue(value))])
  return table(rows).map((row) => row.replace(/^\S+/, (name) => style('dim', name)))
}

/** A value in one line: a list of simple values without its brackets, and anything else as JSON. */
export function shownValue(value: unknown): string {
  if (typeof value === 'string') return value
  const isSimple = Array.isArray(value) && value.length > 0 && value.every((each) => Object(each) !== each)
  return isSimple ? value.join(', ') : JSON.stringify(value)
}

/** The fields of objects in objects, in one list. */
export function flat(object: object, before = ''): [name: string, value: unknown][] {
  return Object.entries(object).flatMap(([name, value]: [string, unknown]) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? flat(value, `${before}${name}.`) : [[`${before}${name}`, value] as [string, unknown]]
  })
}
