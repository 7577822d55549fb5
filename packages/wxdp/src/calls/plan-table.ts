import type { DeliveryPlan } from '@wxdp/core'
import type { Text } from '../language/language.ts'
import { plain } from '../terminal/plain.ts'
import type { Screen } from '../terminal/screen.ts'
import { table } from '../terminal/table.ts'

const columns: readonly (readonly [title: Text, value: (plan: DeliveryPlan) => string])[] = [
  [{ en: 'PLAN', zh: '计划 ID' }, ({ plan_id }) => plan_id],
  [{ en: 'NAME', zh: '名称' }, ({ plan_name }) => plan_name],
  [{ en: 'STATE', zh: '状态' }, ({ plan_state }) => plan_state],
  [{ en: 'START', zh: '开始' }, ({ delivery_start_time }) => delivery_start_time.slice(0, 16)],
  [{ en: 'END', zh: '结束' }, ({ delivery_end_time }) => delivery_end_time.slice(0, 16)],
  [{ en: 'COUPONS', zh: '总库存' }, ({ total_count }) => `${total_count}`],
]

/** A table of plans. Names come from people, so they are escaped. */
export function planTable(plans: readonly DeliveryPlan[], { say, style }: Screen): string[] {
  const [head = '', ...rows] = table([
    columns.map(([title]) => say(title)),
    ...plans.map((plan) => columns.map(([, value]) => plain(value(plan)))),
  ])
  return [style('bold', head), ...rows]
}

/** Every field of one plan. */
export function planFields(plan: DeliveryPlan, { style }: Screen): string[] {
  const rows = Object.entries(plan).map(([name, value]) => [
    name,
    plain(typeof value === 'string' ? value : JSON.stringify(value)),
  ])
  return table(rows).map((row) => row.replace(/^\S+/, (name) => style('dim', name)))
}
