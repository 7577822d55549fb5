import { day } from '../../coupons/validity.ts'
import { type FieldPlace, type Fields, inside, wrongField } from '../../http/fields.ts'
import { requireAbsence, requirePresence } from '../../http/presence.ts'

const maxDays = 366

const settings = [
  'available_days',
  'wait_days_after_receive',
  'weekly_available_period',
  'irregular_available_period_list',
  'available_seconds',
] as const

/** Which settings exclude which others. */
const exclusions: Readonly<Record<string, readonly string[]>> = {
  available_seconds: settings.slice(0, 4),
  irregular_available_period_list: settings.slice(0, 3),
}

/**
 * Checks which settings of a period go together. The pages print 365 and 366 days as the longest span; here 366 are
 * accepted. That a period begins at most 90 days ahead is in rows of responses only, and not checked.
 *
 * @param needsDays Whether `weekly_available_period` must have a `day_list`: the page of another batch says so, those of
 *   a new coupon do not.
 * @throws Refusal
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781304}
 */
export function checkPeriod(period: Fields, place: FieldPlace, { needsDays }: { needsDays: boolean }): void {
  const span = spanOf(period.available_begin_time, period.available_end_time, Date.parse)
  checkOrder(span, 'available_end_time', { value: period.available_end_time, place })
  if (span.end - span.begin > maxDays * day) {
    const issue = {
      zh: `须在开始时间后${maxDays}天以内`,
      en: `it must be at most ${maxDays} days after the begin`,
    }
    throw wrongField('available_end_time', { value: period.available_end_time, issue, place })
  }
  for (const [name, excluded] of Object.entries(exclusions)) {
    if (period[name] === undefined) continue
    for (const other of excluded) requireAbsence(period, other, { when: `${name} is given`, place })
  }
  if (period.wait_days_after_receive !== undefined) {
    const when = 'wait_days_after_receive is given'
    requirePresence(period, 'available_days', { when, place, cause: 268584136 })
  }
  checkWeek(
    period.weekly_available_period as Fields | undefined,
    inside(place, 'weekly_available_period'),
    needsDays,
  )
  const list = 'irregular_available_period_list'
  checkSpans(period[list], Date.parse, inside(place, list))
}

function checkWeek(week: Fields | undefined, place: FieldPlace, needsDays: boolean): void {
  if (week === undefined) return
  if (week.day_period_list !== undefined) {
    requirePresence(week, 'day_list', { when: 'day_period_list is given', place, cause: 268578485 })
  }
  if (needsDays) requirePresence(week, 'day_list', { when: 'weekly_available_period is given', place })
  checkSpans(week.day_period_list, Number, inside(place, 'day_period_list'))
}

type ToNumber = (value: string) => number

interface Span {
  readonly begin: number
  readonly end: number
}

function spanOf(begin: unknown, end: unknown, toNumber: ToNumber): Span {
  return { begin: toNumber(String(begin)), end: toNumber(String(end)) }
}

/** Each ends after it begins, and none overlaps another. */
function checkSpans(list: unknown, toNumber: ToNumber, place: FieldPlace): void {
  const before: Span[] = []
  for (const [i, { begin_time, end_time }] of ((list ?? []) as readonly Fields[]).entries()) {
    const here = inside(place, i)
    const span = spanOf(begin_time, end_time, toNumber)
    checkOrder(span, 'end_time', { value: end_time, place: here })
    if (before.some(({ begin, end }) => span.begin < end && begin < span.end)) {
      const issue = { zh: '不可与其他时段重叠', en: 'it must not overlap another one' }
      throw wrongField('begin_time', { value: begin_time, issue, place: here })
    }
    before.push(span)
  }
}

function checkOrder(
  { begin, end }: Span,
  name: string,
  { value, place }: { value: unknown; place: FieldPlace },
): void {
  if (begin < end) return
  const issue = { zh: '须晚于开始时间', en: 'it must be later than the begin' }
  throw wrongField(name, { value, issue, place })
}
