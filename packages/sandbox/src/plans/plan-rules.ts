import type { Fields } from '../http/body.ts'
import { inBody, rejectField } from '../http/fields.ts'
import { invalidRequest, type Refusal } from '../http/responses.ts'
import { day, latestDeliveryEnd, type SandboxCoupon } from './coupon.ts'
import type { PlanTerms } from './plan.ts'

const ownTerms = [
  'plan_name',
  'total_count',
  'user_limit',
  'daily_limit',
  'delivery_start_time',
  'delivery_end_time',
] as const
const minDays = 5
const minCount = 10_000

/**
 * Checks fields that depend on each other: the batch on `usage_mode`, the plan's own terms on `reuse_coupon_config`.
 *
 * @throws Refusal `PARAM_ERROR`
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export function checkDependentFields(body: Fields): void {
  const bundled = body.usage_mode === 'PROGRESSIVE_BUNDLE'
  const mode = `usage_mode is ${bundled ? 'PROGRESSIVE_BUNDLE' : 'SINGLE'}`
  requirePresence(body, bundled ? 'stock_bundle_id' : 'stock_id', { present: true, when: mode })
  requirePresence(body, bundled ? 'stock_id' : 'stock_bundle_id', { present: false, when: mode })
  const reuse = body.reuse_coupon_config === true
  const when = `reuse_coupon_config is ${reuse}`
  for (const name of ownTerms) requirePresence(body, name, { present: !reuse, when })
}

function requirePresence(
  body: Fields,
  name: string,
  { present, when }: { present: boolean; when: string },
): void {
  const value = body[name]
  if ((value !== undefined) === present) return
  const issue = `it ${present ? 'is required' : 'must not be sent'} when ${when}`
  rejectField(name, { value, issue, place: inBody })
}

/**
 * Checks that delivery starts in the future, lasts at least five days, and stays within the batch.
 *
 * @throws Refusal `PARAM_ERROR` for faults of the request alone; `INVALID_REQUEST` for what the batch does not allow
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export function checkNewTerms(terms: PlanTerms, coupon: SandboxCoupon, now: number): void {
  const { delivery_start_time: startTime, delivery_end_time: endTime } = terms
  const start = Date.parse(startTime)
  const isLongEnough = Date.parse(endTime) - start >= minDays * day
  if (terms.reuse_coupon_config) {
    if (isLongEnough && terms.total_count >= minCount) return
    throw invalidRequest(`商品券批次不满足投放要求：投放周期不少于${minDays}天，可用库存不少于${minCount}`)
  }
  if (start <= now) {
    const issue = 'it must be later than now'
    rejectField('delivery_start_time', { value: startTime, issue, place: inBody })
  }
  if (!isLongEnough) {
    const issue = `it must be at least ${minDays} days after delivery_start_time`
    rejectField('delivery_end_time', { value: endTime, issue, place: inBody })
  }
  if (start <= Date.parse(coupon.available_begin_time)) {
    throw notAllowed('delivery_start_time', startTime, {
      issue: 'it must be later than the begin of the batch',
    })
  }
  checkWithinCoupon(terms, coupon, '/')
}

/** The fields that can change, with the direction in which they can. Page 4016184594. */
const changes: Readonly<Record<string, (before: unknown, after: unknown) => string | undefined>> = {
  total_count: increased,
  user_limit: increased,
  daily_limit: increased,
  delivery_end_time: (before, after) =>
    Date.parse(String(after)) > Date.parse(String(before)) ? undefined : `it must be later than ${before}`,
}

function increased(before: unknown, after: unknown): string | undefined {
  if (typeof before !== 'number') return 'it was not set at creation and cannot be added'
  return Number(after) > before ? undefined : `it must be more than ${before}`
}

/**
 * Checks that an update only extends the end and increases counts, adds no limit, and stays within the batch.
 *
 * @throws Refusal `INVALID_REQUEST`
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 */
export function checkChanges(live: PlanTerms, change: Partial<PlanTerms>, coupon: SandboxCoupon): void {
  const prefix = '/modify_content/'
  for (const [name, value] of Object.entries(change)) {
    const issue = changes[name]?.(live[name as keyof PlanTerms], value)
    if (issue !== undefined) throw notAllowed(name, value, { issue, prefix })
  }
  checkWithinCoupon(change, coupon, prefix)
}

function checkWithinCoupon(terms: Partial<PlanTerms>, coupon: SandboxCoupon, prefix: string): void {
  const limits = {
    total_count: coupon.max_count,
    user_limit: coupon.max_count_per_user,
    daily_limit: coupon.max_count_per_day,
  }
  for (const [name, limit = Number.POSITIVE_INFINITY] of Object.entries(limits)) {
    const value = terms[name as keyof typeof limits]
    if (value === undefined || value <= limit) continue
    throw notAllowed(name, value, { issue: `it must be at most the batch's ${limit}`, prefix })
  }
  const { delivery_end_time: end } = terms
  const latest = latestDeliveryEnd(coupon)
  if (end === undefined || Date.parse(end) <= latest) return
  const issue = `it must be no later than ${new Date(latest).toISOString()}, so that the last coupon can be used`
  throw notAllowed('delivery_end_time', end, { issue, prefix })
}

function notAllowed(
  name: string,
  value: unknown,
  { issue, prefix = '/' }: { issue: string; prefix?: string },
): Refusal {
  return invalidRequest(`${name}不符合业务规则`, {
    detail: { field: prefix + name, value, issue, location: 'body' },
  })
}
