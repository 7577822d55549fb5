import type { CoreIssue } from '../errors.ts'
import { parseDateTime } from './date-time.ts'
import type { DeliveryPlan } from './delivery-plan.ts'
import { changeableFields } from './life-cycle.ts'
import type { PlanChanges } from './plan-update.ts'
import { isFinalState } from './states.ts'

const page = 'https://pay.weixin.qq.com/doc/v3/partner/4016184594'

/**
 * Checks a change against the current plan, by the documented rules: an end must be later, a count not smaller, a limit
 * larger and set at creation, and a plan that has ended cannot change.
 *
 * WeChat Pay may still refuse a change that passes.
 *
 * @param current The live plan, as `listPlans` returns it. A limit of `0` counts as not set; this is inferred.
 * @returns One issue for each broken rule, with its path in `modify_content`. Empty when no rule is broken.
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 *
 * @example
 * const issues = checkPlanUpdate(plan, { total_count: 30_000 })
 * if (issues.length === 0) console.log('worth a call')
 */
export function checkPlanUpdate(current: DeliveryPlan, change: PlanChanges): readonly CoreIssue[] {
  const { plan_state } = current
  const message = `The plan is ${plan_state}: it has ended and cannot change.`
  const ended = isFinalState(plan_state)
    ? [{ path: '', rule: 'plan_final', message, found: plan_state, page }]
    : []
  return [...ended, ...Object.entries(change).flatMap(([name, value]) => checkField(current, name, value))]
}

function checkField(current: DeliveryPlan, name: string, value: unknown): CoreIssue[] {
  if (value === undefined) return []
  const path = `/modify_content/${name}`
  const before: unknown = current[name as keyof PlanChanges]
  switch (Object.hasOwn(changeableFields, name) ? changeableFields[name as keyof PlanChanges] : undefined) {
    case 'any':
      return []
    case 'not_less': {
      if (typeof value === 'number' && value >= Number(before)) return []
      const message = `It cannot be decreased: expected at least ${before}; found ${value}.`
      return [{ path, rule: 'not_less', message, expected: `>=${before}`, found: String(value), page }]
    }
    case 'more': {
      if (typeof before !== 'number' || before === 0) {
        const message = 'It was not set at creation, so it cannot be added.'
        return [{ path, rule: 'not_set_before', message, page }]
      }
      if (typeof value === 'number' && value > before) return []
      const message = `It can only be increased: expected more than ${before}; found ${value}.`
      return [{ path, rule: 'only_more', message, expected: `>${before}`, found: String(value), page }]
    }
    case 'later': {
      if (timeOf(value) > timeOf(before)) return []
      const message = `It can only be extended: expected a time later than ${before}; found ${value}.`
      return [{ path, rule: 'only_later', message, expected: `>${before}`, found: String(value), page }]
    }
    default:
      return [{ path, rule: 'fixed', message: 'It cannot change after creation.', page }]
  }
}

// NaN is not greater than any time, so an unreadable time is refused.
function timeOf(value: unknown): number {
  return (typeof value === 'string' ? parseDateTime(value) : undefined) ?? Number.NaN
}
