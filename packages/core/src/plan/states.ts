/** Live state of a plan (投放计划状态), as far as documented. */
export type KnownPlanState =
  /** Created (已创建); not delivering yet. */
  | 'CREATED'
  /** Delivering (投放中). */
  | 'DELIVERING'
  /** Paused (已暂停): the stock is exhausted, a person paused the plan, or its batch became invalid. */
  | 'PAUSED'
  /** Ended (已终止); final. */
  | 'TERMINATED'
  /** Past its end (已过期); final. Notified since August 2026. */
  | 'EXPIRED'

/** Live state of a plan in responses and notifications. Open: WeChat Pay adds states without notice. */
export type PlanState = KnownPlanState | (string & {})

/** Audit state of a plan's draft (审核状态), as notifications write it. Open: WeChat Pay adds states without notice. */
export type NotifiedAuditState =
  /** Being audited (审核中). */
  | 'PROCESSING'
  /** Passed (审核通过): the draft is now the live plan. */
  | 'PASSED'
  /** Rejected (审核驳回): the live plan stays as it was. */
  | 'REJECTED'
  | (string & {})

/** Audit state of a plan's draft (审核状态), as the filter of `listPlans` writes it. */
export type AuditStateFilter =
  /** Not submitted yet (待提审). Notifications have no such state. */
  | 'AUDIT_INITIAL'
  /** Being audited (审核中). */
  | 'AUDIT_PROCESSING'
  /** Passed (审核通过): the draft is now the live plan. */
  | 'AUDIT_PASSED'
  /** Rejected (审核驳回): the live plan stays as it was. */
  | 'AUDIT_REJECTED'

/**
 * Returns the current spelling of a plan state: `PLAN_DELIVERING`, from pages of 2025, becomes `DELIVERING`. Only the
 * prefix `PLAN_` is removed, so unknown states pass.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 *
 * @example
 * if (normalisePlanState(notification.resource.plan_state) === 'DELIVERING') console.log('live')
 */
export function normalisePlanState(state: string): PlanState {
  return state.replace(/^PLAN_/, '')
}

/**
 * Returns an audit state as notifications write it: `AUDIT_PASSED` becomes `PASSED`. Only the prefix `AUDIT_` is
 * removed, so unknown states pass.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 *
 * @example
 * normaliseAuditState('AUDIT_PASSED') === normaliseAuditState('PASSED')
 */
export function normaliseAuditState(state: string): NotifiedAuditState {
  return state.replace(/^AUDIT_/, '')
}

/**
 * Whether a plan in this state has ended for good: `TERMINATED` or `EXPIRED`, in either spelling. A plan cannot be
 * renewed.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 *
 * @example
 * if (isFinalState(notification.resource.plan_state)) console.log('this plan has ended')
 */
export function isFinalState(state: string): boolean {
  const current = normalisePlanState(state)
  return current === 'TERMINATED' || current === 'EXPIRED'
}
