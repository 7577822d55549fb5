import type { OwnKeySandbox } from '../box/sandbox.ts'
import type { SandboxPlan } from '../box/sandbox-plan.ts'
import { describeDifference, differenceFrom } from './difference.ts'
import { ExpectationError } from './expectation-error.ts'

/** How a plan is expected to be. What is not given does not count. */
export type ExpectedPlan = Partial<
  Pick<SandboxPlan, 'owner' | 'plan_state' | 'audit_state' | 'pausedFor'>
> & {
  readonly live?: object
  readonly draft?: object | undefined
}

/**
 * Asserts how a plan is now.
 *
 * @throws {ExpectationError}
 * @throws {SandboxError} `SANDBOX_PLAN_UNKNOWN`
 *
 * @example
 * assertPlan(sandbox, '12000000000000000000000000000001', { plan_state: 'DELIVERING', live: { total_count: 20_000 } })
 */
export function assertPlan(
  { control }: Pick<OwnKeySandbox, 'control'>,
  planId: string,
  expected: ExpectedPlan,
): SandboxPlan {
  const plan = control.plan(planId)
  const difference = differenceFrom(expected, plan, 'plan')
  if (!difference) return plan
  const steps = plan.history.map(({ step, by }) => `${step} (${by})`).join(', ')
  throw new ExpectationError(`${describeDifference(difference)}.\nIts history: ${steps}.`, {
    expected,
    actual: Object.fromEntries(Object.keys(expected).map((name) => [name, plan[name as keyof SandboxPlan]])),
  })
}
