import type { Batch } from '../coupons/batch.ts'
import type { BatchStep } from '../coupons/batch-life.ts'
import type { By } from '../coupons/coupons.ts'
import type { Step } from './life-cycle.ts'
import type { Plan } from './plan.ts'
import type { State } from './state.ts'
import { takeStep } from './take-step.ts'

/** What a plan does when its batch has taken a step. */
const steps: Readonly<Record<BatchStep, Step>> = {
  exhaust: 'exhaust',
  refill: 'refill',
  stop: 'invalidate',
  deactivate: 'invalidate',
}

/**
 * Plans pause when their batch has nothing left or has ended, and go to audit when it is refilled.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016402231}
 */
export function followBatch(
  state: State,
  batch: Batch,
  { step, by }: { readonly step: BatchStep; readonly by: By },
): void {
  for (const plan of plansOf(state, batch)) {
    const isEmpty = state.coupons.sentByPlan(plan.plan_id).total >= plan.live.total_count
    if (step !== 'refill' || !isEmpty) takeStep(state, plan, { step: steps[step], by })
  }
}

/**
 * Changes how many coupons a batch gives out. Plans that reuse the terms of the coupon follow, also while they deliver; one
 * that was paused for lack of stock goes to audit.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781561}
 */
export function changeBudget(
  state: State,
  batch: Batch,
  change: Partial<Batch['terms']['stock_send_rule']>,
): Batch {
  const { coupons } = state
  const stock_send_rule = { ...batch.terms.stock_send_rule, ...change }
  const terms = { ...batch.terms, stock_send_rule }
  const changed = coupons.batches.replace({ ...batch, terms }, { step: 'budget', by: 'request' })
  for (const plan of plansOf(state, batch)) followCounts(state, plan, stock_send_rule)
  const isEmpty = coupons.sentOf(changed).total >= stock_send_rule.max_count
  const step = isEmpty ? 'exhaust' : 'refill'
  return coupons.takeBatchStep(changed, step, { by: 'request' }) ?? changed
}

/** Its counts are those of the batch. Its states stay, so nobody is told. */
function followCounts(
  state: State,
  plan: Plan,
  { max_count, max_count_per_day }: Batch['terms']['stock_send_rule'],
): void {
  if (!plan.live.reuse_coupon_config) return
  const live = { ...plan.live, total_count: max_count, daily_limit: max_count_per_day }
  state.plans.replace({ ...plan, live }, { step: 'update', by: 'request', reason: '商品券批次库存变更' })
}

/** The plans that deliver a batch; of a group, only its first batch has any. */
export function plansOf(
  { plans }: State,
  { owner, brand_id, stock_id, stock_bundle_info }: Batch,
): readonly Plan[] {
  if (stock_bundle_info && stock_bundle_info.stock_bundle_index > 0) return []
  return plans.ofBatch({ owner, brand_id, id: stock_bundle_info?.stock_bundle_id ?? stock_id })
}

/** A plan that has given out all it may is paused like one whose batch has nothing left. */
export function pauseIfEmpty(state: State, plan: Plan): void {
  if (state.coupons.sentByPlan(plan.plan_id).total < plan.live.total_count) return
  takeStep(state, state.plans.find(plan.plan_id) as Plan, { step: 'exhaust', by: 'control' })
}
