// The documented life cycle once more, as small as possible, to compare the sandbox with.
// https://pay.weixin.qq.com/doc/v3/partner/4016402231

export interface ModelPlan {
  readonly state: 'CREATED' | 'DELIVERING' | 'PAUSED' | 'TERMINATED' | 'EXPIRED'
  readonly audit: 'INITIAL' | 'PROCESSING' | 'PASSED' | 'REJECTED'
  /** When the audit ends by itself. */
  readonly auditEnd: number
  readonly end: number
  /** The end that the draft has. */
  readonly nextEnd: number
  readonly pausedBy: 'stock' | 'batch' | 'brand' | undefined
  readonly isToResume: boolean
}

export type Move =
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
  | 'update'

const auditing = (plan: ModelPlan, auditEnd: number): ModelPlan =>
  plan.audit === 'PROCESSING' ? plan : { ...plan, audit: 'PROCESSING', auditEnd }

/** The plan after a move; `undefined` if the move is refused. */
export function move(plan: ModelPlan, by: Move, { auditEnd }: { auditEnd: number }): ModelPlan | undefined {
  const { state, audit, pausedBy, isToResume } = plan
  if (state === 'TERMINATED' || state === 'EXPIRED') return undefined
  switch (by) {
    case 'terminate':
      return { ...plan, state: 'TERMINATED' }
    case 'expire':
      return { ...plan, state: 'EXPIRED' }
    case 'approve': {
      if (audit !== 'PROCESSING') return undefined
      const passed: ModelPlan = { ...plan, audit: 'PASSED', end: plan.nextEnd }
      return state === 'CREATED' || isToResume
        ? { ...passed, state: 'DELIVERING', pausedBy: undefined, isToResume: false }
        : passed
    }
    case 'reject':
      if (audit !== 'PROCESSING') return undefined
      return { ...plan, audit: 'REJECTED', nextEnd: plan.end, isToResume: false }
    case 'submit':
      return audit === 'INITIAL' ? auditing(plan, auditEnd) : undefined
    case 'update':
      return audit === 'PROCESSING' ? undefined : auditing({ ...plan, nextEnd: plan.end + 1000 }, auditEnd)
    case 'exhaust':
      return state === 'DELIVERING' ? { ...plan, state: 'PAUSED', pausedBy: 'stock' } : undefined
    case 'invalidate':
      return state === 'DELIVERING' ? { ...plan, state: 'PAUSED', pausedBy: 'batch' } : undefined
    case 'pause':
      return state === 'DELIVERING' ? { ...plan, state: 'PAUSED', pausedBy: 'brand' } : undefined
    case 'refill':
      return pausedBy === 'stock' ? { ...auditing(plan, auditEnd), isToResume: true } : undefined
    case 'resume':
      return state === 'PAUSED' && !isToResume ? { ...auditing(plan, auditEnd), isToResume: true } : undefined
  }
}

/** What happens without a call, and when. */
export function nextOf({ state, audit, auditEnd, end }: ModelPlan): { time: number; by: Move } | undefined {
  if (state === 'TERMINATED' || state === 'EXPIRED') return undefined
  return audit === 'PROCESSING' && auditEnd < end
    ? { time: auditEnd, by: 'approve' }
    : { time: end, by: 'expire' }
}
