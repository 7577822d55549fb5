import type { PlanChanges } from './plan-update.ts'

/**
 * A step that a plan is expected to take: of its live state, or of its audit.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export interface Transition {
  /** State before; absent where there was none. */
  readonly from?: string
  readonly to: string
  /** What brings it about. */
  readonly cause: string
}

/**
 * The documented life of a plan (投放计划生命周期): what its live state is expected to do. Other steps are
 * possible; WeChat Pay adds to its states without notice. Its audit is independent of it: see
 * {@link auditTransitions}.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export const transitions: readonly Transition[] = [
  { to: 'CREATED', cause: 'created' },
  { from: 'CREATED', to: 'DELIVERING', cause: 'audit passed' },
  { from: 'DELIVERING', to: 'PAUSED', cause: 'stock exhausted, paused by the brand, or batch invalid' },
  { from: 'PAUSED', to: 'DELIVERING', cause: 'stock refilled or resumed, and audit passed' },
  { from: 'CREATED', to: 'TERMINATED', cause: 'terminated' },
  { from: 'CREATED', to: 'EXPIRED', cause: 'its end has come' },
  { from: 'DELIVERING', to: 'TERMINATED', cause: 'terminated' },
  { from: 'DELIVERING', to: 'EXPIRED', cause: 'its end has come' },
  { from: 'PAUSED', to: 'TERMINATED', cause: 'terminated' },
  { from: 'PAUSED', to: 'EXPIRED', cause: 'its end has come' },
]

/**
 * What the audit of a plan's draft (草稿审核) is expected to do, as {@link normaliseAuditState} spells its states.
 * Once `PASSED`, the draft has become the live plan; once `REJECTED`, the live plan stays as it was.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export const auditTransitions: readonly Transition[] = [
  { to: 'INITIAL', cause: 'kept as a draft by a brand' },
  { to: 'PROCESSING', cause: 'created' },
  { from: 'INITIAL', to: 'PROCESSING', cause: 'submitted' },
  { from: 'PROCESSING', to: 'PASSED', cause: 'audit passed' },
  { from: 'PROCESSING', to: 'REJECTED', cause: 'audit rejected' },
  { from: 'REJECTED', to: 'PROCESSING', cause: 'changed' },
  { from: 'PASSED', to: 'PROCESSING', cause: 'changed, resumed, or stock refilled' },
]

/** How a field may change. */
export type Direction =
  /** To anything that is allowed at creation. */
  | 'any'
  /** To a later time. */
  | 'later'
  /** To a larger number, if there was one. */
  | 'more'

/**
 * Which fields of a plan may change, and in which direction only. All others are fixed at creation.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 */
export const changeable: Readonly<Record<keyof PlanChanges, Direction>> = {
  plan_name: 'any',
  delivery_end_time: 'later',
  total_count: 'more',
  user_limit: 'more',
  daily_limit: 'more',
  recommend_word: 'any',
}
