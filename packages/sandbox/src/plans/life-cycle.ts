import { hasEnded, type Plan } from './plan.ts'

/** What can happen to a plan besides creation and update. */
export type Step =
  | 'approve'
  | 'reject'
  | 'exhaust'
  | 'invalidate'
  | 'refill'
  | 'expire'
  | 'terminate'
  | 'submit'
  | 'pause'
  | 'resume'

interface Rule {
  /** Whether the step is possible. Not called for a plan that has ended. */
  readonly when: (plan: Plan) => boolean
  readonly next: (plan: Plan) => Partial<Plan>
  /** The `change_reason` of the notification. */
  readonly reason: string
}

const always = (): boolean => true
const delivering = ({ plan_state }: Plan): boolean => plan_state === 'DELIVERING'
const inAudit = ({ audit_state }: Plan): boolean => audit_state === 'PROCESSING'

/**
 * The documented life cycle of a plan.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
const rules: Readonly<Record<Step, Rule>> = {
  approve: { when: inAudit, next: approved, reason: '审核通过' },
  // The live terms stay.
  reject: {
    when: inAudit,
    next: () => ({ audit_state: 'REJECTED', draft: undefined, resumesAfterAudit: false }),
    reason: '审核驳回',
  },
  exhaust: {
    when: delivering,
    next: () => ({ plan_state: 'PAUSED', pausedFor: 'stock' }),
    reason: '投放库存已耗尽',
  },
  invalidate: {
    when: delivering,
    next: () => ({ plan_state: 'PAUSED', pausedFor: 'batch' }),
    reason: '商品券批次已失效',
  },
  refill: {
    when: ({ pausedFor }) => pausedFor === 'stock',
    next: () => ({ audit_state: 'PROCESSING', resumesAfterAudit: true }),
    reason: '库存已补充，自动提交审核',
  },
  expire: { when: always, next: () => ({ plan_state: 'EXPIRED' }), reason: '投放计划已过期' },
  terminate: { when: always, next: () => ({ plan_state: 'TERMINATED' }), reason: '投放计划已终止' },
  submit: {
    when: ({ audit_state }) => audit_state === 'INITIAL',
    next: () => ({ audit_state: 'PROCESSING' }),
    reason: '提交审核',
  },
  pause: {
    when: delivering,
    next: () => ({ plan_state: 'PAUSED', pausedFor: 'brand' }),
    reason: '品牌暂停投放计划',
  },
  resume: {
    when: ({ plan_state, resumesAfterAudit }) => plan_state === 'PAUSED' && !resumesAfterAudit,
    next: () => ({ audit_state: 'PROCESSING', resumesAfterAudit: true }),
    reason: '恢复投放，提交审核',
  },
}

function approved({ plan_state, live, draft, resumesAfterAudit }: Plan): Partial<Plan> {
  const startsDelivery = plan_state === 'CREATED' || resumesAfterAudit
  return {
    live: draft ?? live,
    draft: undefined,
    audit_state: 'PASSED',
    ...(startsDelivery && { plan_state: 'DELIVERING', pausedFor: undefined, resumesAfterAudit: false }),
  }
}

/** A plan after a step, and why it changed. */
export interface Advanced {
  readonly plan: Plan
  readonly reason: string
}

/** @returns `undefined` if the step is not possible */
export function advance(plan: Plan, step: Step): Advanced | undefined {
  const { when, next, reason } = rules[step]
  return hasEnded(plan) || !when(plan) ? undefined : { plan: { ...plan, ...next(plan) }, reason }
}
