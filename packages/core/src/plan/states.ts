/** Live state of a plan (投放计划状态). Open: WeChat Pay adds values without notice. */
export type PlanState =
  /** Created (已创建), not delivering yet. */
  | 'CREATED'
  /** Delivering (投放中). */
  | 'DELIVERING'
  /** Paused (已暂停): stock exhausted, paused by a person, or its batch became invalid. */
  | 'PAUSED'
  /** Ended (已终止); final. */
  | 'TERMINATED'
  /** Past its end (已过期); final. Notified since August 2026. */
  | 'EXPIRED'
  | (string & {})

/** State of the audit of a plan's draft (审核状态), as notifications spell it. Open. */
export type NotifiedAuditState =
  /** Being audited (审核中). */
  | 'PROCESSING'
  /** Passed (审核通过): the draft has become the live plan. */
  | 'PASSED'
  /** Rejected (审核驳回): the live plan stays as it was. */
  | 'REJECTED'
  | (string & {})

/** State of the audit, as the filter of the list endpoint spells it. Open. */
export type AuditState =
  /** Not submitted yet (待提审); notifications know no such state. */
  | 'AUDIT_INITIAL'
  /** Being audited (审核中). */
  | 'AUDIT_PROCESSING'
  /** Passed (审核通过): the draft has become the live plan. */
  | 'AUDIT_PASSED'
  /** Rejected (审核驳回): the live plan stays as it was. */
  | 'AUDIT_REJECTED'
  | (string & {})

/**
 * The newest spelling of a plan's state: `PLAN_DELIVERING`, as pages of 2025 spell it, becomes `DELIVERING`.
 * A state that no page knows comes back as it is, without that prefix.
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
 * The spelling of an audit state that notifications use, whichever came: `AUDIT_PASSED` becomes `PASSED`.
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
 * Whether a plan in this state is over for good: `TERMINATED` or `EXPIRED`, in either spelling. There is no
 * renewal.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 *
 * @example
 * if (isFinal(notification.resource.plan_state)) console.log('this plan is over')
 */
export function isFinal(state: string): boolean {
  const now = normalisePlanState(state)
  return now === 'TERMINATED' || now === 'EXPIRED'
}
