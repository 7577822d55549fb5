import { plain } from '../terminal/plain.ts'
import type { Screen } from '../terminal/screen.ts'
import { table } from '../terminal/table.ts'
import { flat, shownValue } from './object-lines.ts'

/** What an update changes: each field with its value now and its new one. */
export function describeChange(now: object, change: object, { say }: Screen): string[] {
  const before = new Map(flat(now))
  const shown = (value: unknown): string => (value === undefined ? '-' : plain(shownValue(value)))
  return table([
    [say({ en: 'FIELD', zh: '字段' }), say({ en: 'NOW', zh: '当前值' }), say({ en: 'NEW', zh: '新值' })],
    ...flat(change).map(([name, value]) => [name, shown(before.get(name)), shown(value)]),
  ])
}
