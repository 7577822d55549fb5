import { isOver, type Plan } from './plan.ts'

/** What may happen to a plan, besides its creation and its changes. */
export type Step =
  | 'approve'
  | 'reject'
  | 'exhaust'
  | 'refill'
  | 'expire'
  | 'terminate'
  | 'submit'
  | 'pause'
  | 'resume'

interface Rule {
  /** Whether the plan is where this step begins. Never asked of a plan that is over. */
  readonly when: (plan: Plan) => boolean
  readonly next: (plan: Plan) => Partial<Plan>
  /** What the notification gives as the reason. */
  readonly reason: string
}

const anywhere = (): boolean => true
const delivering = ({ plan_state }: Plan): boolean => plan_state === 'DELIVERING'
const inAudit = ({ audit_state }: Plan): boolean => audit_state === 'PROCESSING'

/**
 * The documented life of a plan.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
const rules: Readonly<Record<Step, Rule>> = {
  approve: { when: inAudit, next: approved, reason: '审核通过' },
  // The live plan stays as it was.
  reject: {
    when: inAudit,
    next: () => ({ audit_state: 'REJECTED', draft: undefined, returns: false }),
    reason: '审核驳回',
  },
  exhaust: {
    when: delivering,
    next: () => ({ plan_state: 'PAUSED', pausedFor: 'stock' }),
    reason: '投放库存已耗尽',
  },
  refill: {
    when: ({ pausedFor }) => pausedFor === 'stock',
    next: () => ({ audit_state: 'PROCESSING', returns: true }),
    reason: '库存已补充，自动提交审核',
  },
  expire: { when: anywhere, next: () => ({ plan_state: 'EXPIRED' }), reason: '投放计划已过期' },
  terminate: { when: anywhere, next: () => ({ plan_state: 'TERMINATED' }), reason: '投放计划已终止' },
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
    when: ({ plan_state, returns }) => plan_state === 'PAUSED' && !returns,
    next: () => ({ audit_state: 'PROCESSING', returns: true }),
    reason: '恢复投放，提交审核',
  },
}

function approved({ plan_state, live, draft, returns }: Plan): Partial<Plan> {
  const starts = plan_state === 'CREATED' || returns
  return {
    live: draft ?? live,
    draft: undefined,
    audit_state: 'PASSED',
    ...(starts && { plan_state: 'DELIVERING', pausedFor: undefined, returns: false }),
  }
}

/** The plan after a step and why it changed; `undefined` where the plan does not stand at the step's beginning. */
export function advance(plan: Plan, step: Step): { plan: Plan; reason: string } | undefined {
  const { when, next, reason } = rules[step]
  return isOver(plan) || !when(plan) ? undefined : { plan: { ...plan, ...next(plan) }, reason }
}
