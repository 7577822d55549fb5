import type { IdentityKind } from '../identities/identities.ts'

/** What a plan offers: all of a delivery plan but its id and its state. Times are RFC 3339. */
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

/** State of the live data. */
export const planStates = ['CREATED', 'DELIVERING', 'PAUSED', 'TERMINATED', 'EXPIRED'] as const
export type PlanState = (typeof planStates)[number]

/** State of the draft. `INITIAL`: not submitted yet. */
export const auditStates = ['INITIAL', 'PROCESSING', 'PASSED', 'REJECTED'] as const
export type AuditState = (typeof auditStates)[number]

/**
 * A plan with its two independent halves: what is live, and what is audited.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export interface Plan {
  readonly plan_id: string
  /** Who made it, sees it, changes it and is notified of it. */
  readonly owner: IdentityKind
  readonly live: PlanTerms
  readonly plan_state: PlanState
  /** What becomes live once it has passed the audit; `undefined` where nothing was changed. */
  readonly draft: PlanTerms | undefined
  readonly audit_state: AuditState
  /** Stock that comes back ends only a pause for want of stock. */
  readonly pausedFor?: 'stock' | 'brand' | undefined
  /** The audit that runs will end the pause. */
  readonly returns: boolean
}

/** A plan as create, list and update answer it: live data only. Page 4016184563. */
export function toDeliveryPlan({ plan_id, plan_state, live }: Plan): object {
  return { plan_id, plan_state, ...live }
}

/** Whether a plan is over for good. */
export function isOver({ plan_state }: Pick<Plan, 'plan_state'>): boolean {
  return plan_state === 'TERMINATED' || plan_state === 'EXPIRED'
}
