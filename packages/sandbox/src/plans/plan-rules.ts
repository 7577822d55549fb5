import { invalidRequest, type Refusal } from '../http/answers.ts'
import type { Fields } from '../http/body.ts'
import { inBody, refuseField, timeOf } from '../http/field-checks.ts'
import { day, lastDelivery, type SandboxCoupon } from './coupon.ts'
import type { PlanTerms } from './plan.ts'

const ownTerms = [
  'plan_name',
  'total_count',
  'user_limit',
  'daily_limit',
  'delivery_start_time',
  'delivery_end_time',
] as const
const leastDays = 5
const leastCount = 10_000

/**
 * Which fields of a creation belong together: the batch with the mode of use, the terms with the reuse of the
 * coupon's.
 *
 * @throws Refusal `PARAM_ERROR`
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export function checkTogether(body: Fields): void {
  const bundled = body.usage_mode === 'PROGRESSIVE_BUNDLE'
  const mode = bundled ? 'PROGRESSIVE_BUNDLE' : 'SINGLE'
  demand(body, bundled ? 'stock_bundle_id' : 'stock_id', true, `usage_mode is ${mode}`)
  demand(body, bundled ? 'stock_id' : 'stock_bundle_id', false, `usage_mode is ${mode}`)
  const reuse = body.reuse_coupon_config === true
  for (const name of ownTerms) demand(body, name, !reuse, `reuse_coupon_config is ${reuse}`)
}

function demand(body: Fields, name: string, wanted: boolean, when: string): void {
  if ((body[name] !== undefined) === wanted) return
  refuseField(name, body[name], `it ${wanted ? 'is required' : 'must not be sent'} when ${when}`, inBody)
}

/**
 * Start in the future, five days at least, within what the batch has.
 *
 * @throws Refusal `PARAM_ERROR` for what the request alone shows; `INVALID_REQUEST` for what the batch forbids
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export function checkNewTerms(terms: PlanTerms, coupon: SandboxCoupon, now: number): void {
  const start = timeOf(terms.delivery_start_time)
  const long = timeOf(terms.delivery_end_time) - start >= leastDays * day
  if (terms.reuse_coupon_config) {
    if (long && terms.total_count >= leastCount) return
    throw invalidRequest(
      `商品券批次不满足投放要求：投放周期不少于${leastDays}天，可用库存不少于${leastCount}`,
    )
  }
  if (start <= now)
    refuseField('delivery_start_time', terms.delivery_start_time, 'it must be later than now', inBody)
  if (!long) {
    const issue = `it must be at least ${leastDays} days after delivery_start_time`
    refuseField('delivery_end_time', terms.delivery_end_time, issue, inBody)
  }
  if (start <= timeOf(coupon.available_begin_time)) {
    throw forbidden(
      'delivery_start_time',
      terms.delivery_start_time,
      'it must be later than the batch begins',
    )
  }
  checkWithinCoupon(terms, coupon, '/')
}

/** Fields that may change, and in which direction only. Page 4016184594. */
const changes: Readonly<Record<string, (before: unknown, after: unknown) => string | undefined>> = {
  total_count: more,
  user_limit: more,
  daily_limit: more,
  delivery_end_time: (before, after) =>
    timeOf(String(after)) > timeOf(String(before)) ? undefined : `it must be later than ${before}`,
}

function more(before: unknown, after: unknown): string | undefined {
  if (typeof before !== 'number') return 'it was not set at creation, and cannot be added'
  return Number(after) > before ? undefined : `it must be more than ${before}`
}

/**
 * Ends are extended, counts increased, nothing is added, all within what the batch has.
 *
 * @throws Refusal `INVALID_REQUEST`
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 */
export function checkChanges(live: PlanTerms, change: Partial<PlanTerms>, coupon: SandboxCoupon): void {
  for (const [name, value] of Object.entries(change)) {
    const issue = changes[name]?.(live[name as keyof PlanTerms], value)
    if (issue !== undefined) throw forbidden(name, value, issue, '/modify_content/')
  }
  checkWithinCoupon(change, coupon, '/modify_content/')
}

function checkWithinCoupon(terms: Partial<PlanTerms>, coupon: SandboxCoupon, prefix: string): void {
  const most = {
    total_count: coupon.max_count,
    user_limit: coupon.max_count_per_user,
    daily_limit: coupon.max_count_per_day,
  }
  for (const [name, limit = Number.POSITIVE_INFINITY] of Object.entries(most)) {
    const value = terms[name as keyof typeof most]
    if (value === undefined || value <= limit) continue
    throw forbidden(name, value, `it must be at most the batch's ${limit}`, prefix)
  }
  const { delivery_end_time: end } = terms
  if (end === undefined || timeOf(end) <= lastDelivery(coupon)) return
  const issue = `it must be no later than ${new Date(lastDelivery(coupon)).toISOString()}, so that the last coupon can be used`
  throw forbidden('delivery_end_time', end, issue, prefix)
}

function forbidden(name: string, value: unknown, issue: string, prefix = '/'): Refusal {
  return invalidRequest(`${name}不符合业务规则`, {
    detail: { field: prefix + name, value, issue, location: 'body' },
  })
}
