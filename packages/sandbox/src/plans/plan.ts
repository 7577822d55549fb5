import { toChinaTime } from '../http/times.ts'
import type { IdentityKind } from '../identities/identity.ts'

/** The fields of a delivery plan without its id and its state. Times are RFC 3339. */
export interface PlanTerms {
  readonly plan_name: string
  readonly delivery_start_time: string
  readonly delivery_end_time: string
  readonly product_coupon_id: string
  readonly usage_mode: 'SINGLE' | 'PROGRESSIVE_BUNDLE'
  readonly stock_id?: string | undefined
  readonly stock_bundle_id?: string | undefined
  readonly recommend_word?: string | undefined
  readonly brand_id: string
  readonly total_count: number
  readonly user_limit?: number | undefined
  readonly daily_limit?: number | undefined
  readonly reuse_coupon_config: boolean
}

/** State of the live terms. */
export const planStates = ['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED'] as const
export type PlanState = (typeof planStates)[number]

/** State of the draft. `INITIAL`: not submitted yet. */
export const auditStates = ['INITIAL', 'PROCESSING', 'PASSED', 'REJECTED'] as const
export type AuditState = (typeof auditStates)[number]

/**
 * A plan. Its live terms and its draft have states that are independent of each other.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export interface Plan {
  readonly plan_id: string
  /** Who created the plan. Only the owner sees it, changes it and gets its notifications. */
  readonly owner: IdentityKind
  readonly live: PlanTerms
  readonly plan_state: PlanState
  /** Becomes live when it passes the audit; `undefined` if nothing was changed. */
  readonly draft: PlanTerms | undefined
  readonly audit_state: AuditState
  /** Why the plan is paused. A refill ends only a pause for lack of stock. `batch`: it has ended. */
  readonly pausedFor?: 'stock' | 'batch' | 'brand' | undefined
  /** Whether the current audit, once passed, ends the pause. */
  readonly resumesAfterAudit: boolean
}

/**
 * A plan as create, list and update return it: live terms only. The pages require both limits, although a plan may have
 * none; here such a limit is 0.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184563}
 */
export function toDeliveryPlan({ plan_id, plan_state, live }: Plan): object {
  return {
    plan_id,
    plan_state,
    ...live,
    delivery_start_time: toChinaTime(Date.parse(live.delivery_start_time)),
    delivery_end_time: toChinaTime(Date.parse(live.delivery_end_time)),
    user_limit: live.user_limit ?? 0,
    daily_limit: live.daily_limit ?? 0,
  }
}

/** Whether a plan has ended for good. */
export function hasEnded({ plan_state }: Pick<Plan, 'plan_state'>): boolean {
  return plan_state === 'TERMINATED' || plan_state === 'EXPIRED'
}
