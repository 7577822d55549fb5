import type { DeliveryPlan, PlanChanges } from '@wxdp/core'
import { plain } from '../terminal/plain.ts'
import type { Screen } from '../terminal/screen.ts'
import { table } from '../terminal/table.ts'

/** What an update changes: each field with its value now and its new one. */
export function describeChange(plan: DeliveryPlan, change: PlanChanges, { say }: Screen): string[] {
  const fields: Readonly<Record<string, unknown>> = { ...plan }
  const shown = (value: unknown): string => (value === undefined ? '-' : plain(String(value)))
  return table([
    [say({ en: 'FIELD', zh: '字段' }), say({ en: 'NOW', zh: '当前值' }), say({ en: 'NEW', zh: '新值' })],
    ...Object.entries(change).map(([name, value]) => [name, shown(fields[name]), shown(value)]),
  ])
}
