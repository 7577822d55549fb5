// The documented lives of a user's coupon, its batch and its plan once more, as small as possible, to compare the sandbox
// with. https://pay.weixin.qq.com/doc/v3/partner/4015781582

const hour = 3_600_000
const day = 24 * hour

export interface ModelCoupon {
  readonly state: string
  readonly begin: number
  readonly end: number
  /** The steps so far. */
  readonly steps: readonly string[]
}

export interface ModelBatch {
  readonly state: 'SENDING' | 'PAUSED' | 'STOPPED' | 'DEACTIVATED'
  readonly max: number
  readonly sent: number
  readonly end: number
}

export interface ModelPlan {
  readonly state: 'DELIVERING' | 'PAUSED' | 'EXPIRED'
  readonly isInAudit: boolean
  /** Whether it was paused for lack of stock, and not because its batch has ended. */
  readonly isEmpty: boolean
  readonly end: number
}

export type CouponMove = 'confirm' | 'use' | 'return' | 'deactivate' | 'delete'

/** Valid for three days, which begin at the next midnight in China. */
export function newCoupon(now: number, batchEnd: number): ModelCoupon {
  const midnight = Math.floor((now + 8 * hour) / day) * day - 8 * hour
  const begin = midnight + day
  return { state: 'CONFIRMING', begin, end: Math.min(begin + 3 * day - 1000, batchEnd), steps: ['send'] }
}

/** The coupon after a move; `undefined` if the move is refused. */
export function moveCoupon(coupon: ModelCoupon, by: CouponMove, now: number): ModelCoupon | undefined {
  const { state, begin, end, steps } = coupon
  const to = (next: string): ModelCoupon => ({ ...coupon, state: next, steps: [...steps, by] })
  switch (by) {
    case 'confirm':
      return state === 'CONFIRMING' ? to(now < begin ? 'PENDING' : 'EFFECTIVE') : undefined
    case 'use':
      return state === 'EFFECTIVE' ? to('USED') : undefined
    case 'return':
      return state === 'USED' ? to(now < end ? 'EFFECTIVE' : 'EXPIRED') : undefined
    case 'delete':
      return state === 'PENDING' || state === 'EFFECTIVE' ? to('DELETED') : undefined
    case 'deactivate':
      return ['CONFIRMING', 'PENDING', 'EFFECTIVE'].includes(state) ? to('DEACTIVATED') : undefined
  }
}

/** The coupon at a time: what the clock has done to it. */
export function couponAt(coupon: ModelCoupon, now: number): ModelCoupon {
  const { state, begin, end, steps } = coupon
  if (state === 'PENDING' && now >= begin) {
    return couponAt({ ...coupon, state: 'EFFECTIVE', steps: [...steps, 'begin'] }, now)
  }
  const isOpen = state === 'CONFIRMING' || state === 'EFFECTIVE'
  return isOpen && now >= end ? { ...coupon, state: 'EXPIRED', steps: [...steps, 'expire'] } : coupon
}

/** Both after a coupon was given out; `undefined` if none is. */
export function give(batch: ModelBatch, plan: ModelPlan): [ModelBatch, ModelPlan] | undefined {
  if (plan.state !== 'DELIVERING' || batch.state !== 'SENDING') return undefined
  return empty({ ...batch, sent: batch.sent + 1 }, plan)
}

/** Both after the budget was changed; `undefined` if that is refused. */
export function budget(batch: ModelBatch, plan: ModelPlan, max: number): [ModelBatch, ModelPlan] | undefined {
  const isOpen = batch.state === 'SENDING' || batch.state === 'PAUSED'
  if (!isOpen || max < batch.sent || max === batch.max) return undefined
  const changed = { ...batch, max }
  if (batch.state === 'SENDING') return empty(changed, plan)
  if (changed.sent >= max) return [changed, plan]
  const isResumed = plan.state === 'PAUSED' && plan.isEmpty
  return [{ ...changed, state: 'SENDING' }, isResumed ? { ...plan, isInAudit: true } : plan]
}

function empty(batch: ModelBatch, plan: ModelPlan): [ModelBatch, ModelPlan] {
  if (batch.sent < batch.max) return [batch, plan]
  return [{ ...batch, state: 'PAUSED' }, pause(plan, true)]
}

/** Both after the batch was ended; `undefined` if that is refused. */
export function endBatch(
  batch: ModelBatch,
  plan: ModelPlan,
  state: 'STOPPED' | 'DEACTIVATED' = 'DEACTIVATED',
): [ModelBatch, ModelPlan] | undefined {
  if (batch.state !== 'SENDING' && batch.state !== 'PAUSED') return undefined
  return [{ ...batch, state }, pause(plan, false)]
}

function pause(plan: ModelPlan, isEmpty: boolean): ModelPlan {
  return plan.state === 'DELIVERING' ? { ...plan, state: 'PAUSED', isEmpty } : plan
}

/** The plan after its audit was passed; `undefined` if it is in none. */
export function approve(plan: ModelPlan): ModelPlan | undefined {
  if (plan.state !== 'PAUSED' || !plan.isInAudit) return undefined
  return { ...plan, state: 'DELIVERING', isInAudit: false, isEmpty: false }
}
