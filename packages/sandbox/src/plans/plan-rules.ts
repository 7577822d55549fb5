import { day } from '../coupons/validity.ts'
import type { CauseNumber } from '../http/causes.ts'
import { type FieldPlace, type Fields, inPlanBody, wrongField } from '../http/fields.ts'
import { requireAbsence, requirePresence } from '../http/presence.ts'
import { type Refusal, refuse } from '../http/refusal.ts'
import type { Text } from '../http/text.ts'
import { toChinaTime } from '../http/times.ts'
import type { PlanTerms } from './plan.ts'
import { latestDeliveryEnd, type PlanBatch } from './plan-batch.ts'

/** A plan's own terms, and the number of the refusal if one is missing. `user_limit` is not demanded by any. */
const ownTerms: Readonly<Record<string, CauseNumber | undefined>> = {
  plan_name: 268585487,
  total_count: 268585487,
  delivery_start_time: 268585487,
  delivery_end_time: 268585487,
  daily_limit: 268585147,
  user_limit: undefined,
}
const minBatchDays = 5
const minCount = 10_000

/**
 * Checks fields that depend on each other: the batch on `usage_mode`, the plan's own terms on `reuse_coupon_config`.
 * That a plan which reuses the coupon's terms must not send its own is not documented.
 *
 * @throws Refusal `PARAM_ERROR`
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554}
 */
export function checkDependentFields(body: Fields): void {
  const place = inPlanBody
  const bundled = body.usage_mode === 'PROGRESSIVE_BUNDLE'
  const reuse = body.reuse_coupon_config === true
  if (bundled && reuse) {
    const issue = { zh: '批次组须为false', en: 'it must be false for PROGRESSIVE_BUNDLE' }
    throw wrongField('reuse_coupon_config', { value: true, issue, place, cause: 268593575 })
  }
  const mode = `usage_mode=${bundled ? 'PROGRESSIVE_BUNDLE' : 'SINGLE'}`
  requirePresence(body, bundled ? 'stock_bundle_id' : 'stock_id', { when: mode, place })
  requireAbsence(body, bundled ? 'stock_id' : 'stock_bundle_id', { when: mode, place })
  for (const [name, cause] of Object.entries(ownTerms)) {
    const when = `reuse_coupon_config=${reuse}`
    if (reuse) requireAbsence(body, name, { when, place })
    else if (cause !== undefined) requirePresence(body, name, { when, place, cause })
  }
}

/**
 * Checks that the batch is large enough, and that the delivery starts in the future, lasts more than a day and stays
 * within the batch. Five days, which guide and FAQ recommend, are not demanded by the server. Where rows and texts of
 * the pages differ on equality, it is accepted.
 *
 * @throws Refusal `PARAM_ERROR`
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4023148504}
 */
export function checkNewTerms(terms: PlanTerms, batch: PlanBatch, now: number): void {
  const { delivery_start_time: startTime, delivery_end_time: endTime } = terms
  const start = Date.parse(startTime)
  const batchStart = Date.parse(batch.available_begin_time)
  const batchEnd = Date.parse(batch.available_end_time)
  if (batch.max_count < minCount) throw refuse(268585142)
  if (batchEnd - batchStart < minBatchDays * day) throw refuse(268587486)
  if (!terms.reuse_coupon_config) {
    const wrongStart = (cause: CauseNumber, issue: Text): Refusal =>
      wrongField('delivery_start_time', { value: startTime, issue, place: inPlanBody, cause })
    if (start < now) {
      throw wrongStart(268585153, { zh: '须晚于当前时间', en: 'it must be later than now' })
    }
    const inBatch = start >= batchStart && start <= batchEnd
    if (terms.usage_mode === 'PROGRESSIVE_BUNDLE' && !inBatch) {
      throw wrongStart(268585156, { zh: '须在批次组有效期内', en: 'it must lie within the batch group' })
    }
    if (start < batchStart) {
      throw wrongStart(268582557, {
        zh: '须晚于批次开始时间',
        en: 'it must be later than the begin of the batch',
      })
    }
  }
  if (Date.parse(endTime) - start <= day) {
    const issue = {
      zh: '须比delivery_start_time晚1天以上',
      en: 'it must be more than 1 day after delivery_start_time',
    }
    throw wrongField('delivery_end_time', { value: endTime, issue, place: inPlanBody, cause: 268582554 })
  }
  checkWithinBatch(terms, terms, { batch, place: inPlanBody })
}

interface Change {
  readonly isAllowed: (before: number, after: number) => boolean
  readonly cause?: CauseNumber
  readonly issue: (before: unknown) => Text
}

const increase: Change = {
  isAllowed: (before, after) => after > before,
  issue: (before) => ({ zh: `须大于${before}`, en: `it must be more than ${before}` }),
}

/** The fields that can change in one direction only. Page 4016184594. */
const changes: Readonly<Record<string, Change>> = {
  // The row says greater, the server's text says not less.
  total_count: {
    isAllowed: (before, after) => after >= before,
    cause: 268586631,
    issue: (before) => ({ zh: `不可小于${before}`, en: `it must be at least ${before}` }),
  },
  user_limit: increase,
  daily_limit: increase,
  delivery_end_time: {
    isAllowed: (before, after) => after >= before,
    cause: 268582566,
    issue: (before) => ({ zh: `不可早于${before}`, en: `it must not be earlier than ${before}` }),
  },
}

const neverSet: Text = {
  zh: '创建时未设置，不可修改',
  en: 'it was not set at creation and cannot be added',
}

/**
 * Checks that an update only extends the end and increases counts, adds no limit, and stays within the batch. Which
 * fields a plan that reuses the coupon's terms may not change (268582791) is not documented; here it may change all.
 *
 * @throws Refusal `PARAM_ERROR`
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184594}
 */
export function checkChanges(live: PlanTerms, change: Partial<PlanTerms>, batch: PlanBatch): void {
  const place: FieldPlace = { ...inPlanBody, prefix: '/modify_content/' }
  for (const [name, value] of Object.entries(change)) {
    const rule = changes[name]
    if (!rule) continue
    const before = live[name as keyof PlanTerms]
    if (before === undefined) throw wrongField(name, { value, issue: neverSet, place })
    if (rule.isAllowed(comparable(before), comparable(value))) continue
    throw wrongField(name, { value, issue: rule.issue(before), place, cause: rule.cause })
  }
  checkWithinBatch(change, { ...live, ...change }, { batch, place })
}

function comparable(value: unknown): number {
  return typeof value === 'number' ? value : Date.parse(String(value))
}

/** Checks the terms that a request has. `all` are the plan's terms after it. */
function checkWithinBatch(
  terms: Partial<PlanTerms>,
  all: PlanTerms,
  { batch, place }: { batch: PlanBatch; place: FieldPlace },
): void {
  const limits: readonly (readonly [
    'total_count' | 'user_limit' | 'daily_limit',
    number | undefined,
    CauseNumber,
  ])[] = [
    ['total_count', batch.available_count, 268585140],
    ['user_limit', batch.max_count_per_user, 268585138],
    ['daily_limit', terms.reuse_coupon_config ? undefined : all.total_count, 268585139],
    ['daily_limit', batch.max_count_per_day, 268585154],
  ]
  for (const [name, limit = Number.POSITIVE_INFINITY, cause] of limits) {
    const value = terms[name]
    if (value === undefined || value <= limit) continue
    const issue = { zh: `不可大于${limit}`, en: `it must be at most ${limit}` }
    throw wrongField(name, { value, issue, place, cause })
  }
  const { delivery_end_time: end } = terms
  const latest = latestDeliveryEnd(batch)
  if (end === undefined || Date.parse(end) <= latest) return
  const bound = toChinaTime(latest)
  const issue = {
    zh: `不可晚于${bound}，以便最后一张券有时间核销`,
    en: `it must be no later than ${bound}, so that the last coupon can be used`,
  }
  const hasOwnValidity = batch.validity_days > 0
  throw wrongField('delivery_end_time', {
    value: end,
    issue,
    place,
    cause: hasOwnValidity ? 268585145 : 268582917,
  })
}
