import type { PlanChanges } from './plan-update.ts'

/**
 * One step in the life of a plan: of its live state, or of its audit state.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export interface PlanTransition {
  /** Previous state. Absent for the first state. */
  readonly from?: string
  readonly to: string
  /** What causes the step, in English. */
  readonly cause: string
}

/**
 * The documented life of a plan (投放计划生命周期): the steps of its live state. Other steps may come: WeChat Pay adds
 * states without notice. The audit state changes independently; see {@link auditTransitions}.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export const planTransitions: readonly PlanTransition[] = [
  { to: 'CREATED', cause: 'created' },
  { from: 'CREATED', to: 'DELIVERING', cause: 'audit passed' },
  { from: 'DELIVERING', to: 'PAUSED', cause: 'stock exhausted, paused by the brand, or batch invalid' },
  { from: 'PAUSED', to: 'DELIVERING', cause: 'stock refilled or resumed, and audit passed' },
  { from: 'CREATED', to: 'TERMINATED', cause: 'terminated' },
  { from: 'CREATED', to: 'EXPIRED', cause: 'past its end' },
  { from: 'DELIVERING', to: 'TERMINATED', cause: 'terminated' },
  { from: 'DELIVERING', to: 'EXPIRED', cause: 'past its end' },
  { from: 'PAUSED', to: 'TERMINATED', cause: 'terminated' },
  { from: 'PAUSED', to: 'EXPIRED', cause: 'past its end' },
]

/**
 * The documented steps of the audit of a plan's draft (草稿审核), with states as {@link normaliseAuditState} writes
 * them. When it is `PASSED`, the draft is the live plan; when it is `REJECTED`, the live plan stays as it was.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export const auditTransitions: readonly PlanTransition[] = [
  { to: 'INITIAL', cause: 'saved as a draft by a brand' },
  { to: 'PROCESSING', cause: 'created' },
  { from: 'INITIAL', to: 'PROCESSING', cause: 'submitted' },
  { from: 'PROCESSING', to: 'PASSED', cause: 'audit passed' },
  { from: 'PROCESSING', to: 'REJECTED', cause: 'audit rejected' },
  { from: 'REJECTED', to: 'PROCESSING', cause: 'changed' },
  { from: 'PASSED', to: 'PROCESSING', cause: 'changed, resumed, or stock refilled' },
]

/** How a field of a plan may change. */
export type ChangeDirection =
  /** To any value that is allowed at creation. */
  | 'any'
  /** To a later time. */
  | 'later'
  /** To a larger number, if the field was set before. */
  | 'more'
  /** To a number that is not smaller. The page says larger, the server's text not smaller. */
  | 'not_less'

/**
 * The fields of a plan that may change, and how. All other fields are fixed at creation.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 */
export const changeableFields: Readonly<Record<keyof PlanChanges, ChangeDirection>> = {
  plan_name: 'any',
  delivery_end_time: 'later',
  total_count: 'not_less',
  user_limit: 'more',
  daily_limit: 'more',
  recommend_word: 'any',
}
