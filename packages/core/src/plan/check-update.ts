import type { Issue } from '../errors.ts'
import { parseDateTime } from './date-time.ts'
import type { DeliveryPlan } from './delivery-plan.ts'
import { changeable } from './life-cycle.ts'
import type { PlanChanges } from './plan-update.ts'
import { isFinal } from './states.ts'

const page = 'https://pay.weixin.qq.com/doc/v3/partner/4016184594'

/**
 * What WeChat Pay would refuse about a change, given the plan as it is: an end that is not later, a count that is
 * not larger, a limit that was not set at creation, any change of a plan that is over.
 *
 * It looks at the documented rules only; an empty list is no promise.
 *
 * @param current The live plan, as `listPlans` answers it. `0` as a limit is taken for none, which is inferred.
 * @returns One issue for each broken rule, its path in `modify_content`; empty where the change looks good.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 *
 * @example
 * const issues = checkUpdate(plan, { total_count: 30_000 })
 * if (issues.length === 0) console.log('worth a call')
 */
export function checkUpdate(current: DeliveryPlan, change: PlanChanges): readonly Issue[] {
  const over = isFinal(current.plan_state)
    ? [issue('', 'plan_final', `The plan is ${current.plan_state}: it is over and cannot change.`)]
    : []
  return [...over, ...Object.entries(change).flatMap(([name, value]) => checkField(current, name, value))]
}

function checkField(current: DeliveryPlan, name: string, value: unknown): Issue[] {
  if (value === undefined) return []
  const path = `/modify_content/${name}`
  const before: unknown = current[name as keyof PlanChanges]
  switch (Object.hasOwn(changeable, name) ? changeable[name as keyof PlanChanges] : undefined) {
    case 'any':
      return []
    case 'more':
      if (typeof before !== 'number' || before === 0) {
        return [issue(path, 'not_set_before', 'It was not set at creation and cannot be added.')]
      }
      if (typeof value === 'number' && value > before) return []
      return [issue(path, 'only_more', `It can only grow: it is ${before}, and ${value} is not more.`)]
    case 'later':
      if (timeOf(value) > timeOf(before)) return []
      return [
        issue(path, 'only_later', `It can only be extended: it is ${before}, and ${value} is not later.`),
      ]
    default:
      return [issue(path, 'fixed', 'It is fixed at creation.')]
  }
}

// NaN is later than nothing: a time that cannot be read is refused.
function timeOf(value: unknown): number {
  return (typeof value === 'string' ? parseDateTime(value) : undefined) ?? Number.NaN
}

function issue(path: string, rule: string, message: string): Issue {
  return { path, rule, message, page }
}
