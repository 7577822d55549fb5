import type { PlanChanges } from './plan-update.ts'

/** A step that a plan's live state is expected to take. */
export interface Transition {
  /** State before; absent where the plan did not exist. */
  readonly from?: string
  readonly to: string
  /** What brings it about. */
  readonly cause: string
}

/**
 * The documented life of a plan (投放计划生命周期): what its live state is expected to do. Other steps are
 * possible; WeChat Pay adds to its states without notice.
 *
 * The draft has a state of its own: every creation, change and resumption sends it to audit (`PROCESSING`), which
 * ends in `PASSED` (the draft becomes the live plan) or `REJECTED` (the live plan stays as it was).
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
