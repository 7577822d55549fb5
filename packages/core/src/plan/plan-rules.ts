import type { InputRule } from '../contract/endpoint.ts'
import { dateTimeIssues, parseDateTime } from './date-time.ts'

type Fields = Readonly<Record<string, unknown>>
type Issue = ReturnType<InputRule>[number]

/** The usage mode decides which batch field a plan needs. */
const couponRule: InputRule = (input) => {
  const bundled = input.usage_mode === 'PROGRESSIVE_BUNDLE'
  if (!bundled && input.usage_mode !== undefined && input.usage_mode !== 'SINGLE') return []
  const [needed, excluded] = bundled ? ['stock_bundle_id', 'stock_id'] : ['stock_id', 'stock_bundle_id']
  const when = `when usage_mode is ${bundled ? 'PROGRESSIVE_BUNDLE' : 'SINGLE or left out'}`
  return [...required(input, needed, when), ...forbidden(input, excluded, when)]
}

const requiredTerms = ['plan_name', 'total_count', 'daily_limit', 'delivery_start_time', 'delivery_end_time']
const advisedTerm = 'user_limit'

/** A plan has terms of its own, or none; a group of batches has its own. */
const termsRule: InputRule = (input) => {
  const reuse = input.reuse_coupon_config
  if (typeof reuse !== 'boolean') return []
  if (reuse && input.usage_mode === 'PROGRESSIVE_BUNDLE') {
    const message = 'Expected false: PROGRESSIVE_BUNDLE needs terms of its own.'
    return [{ path: '/reuse_coupon_config', rule: 'own_terms', message }]
  }
  const when = `when reuse_coupon_config is ${reuse}`
  if (reuse) return [...requiredTerms, advisedTerm].flatMap((name) => forbidden(input, name, when))
  const missing = requiredTerms.flatMap((name) => required(input, name, when))
  if (input[advisedTerm] !== undefined) return missing
  const message = 'Without it there is no limit per user, and none can be added later.'
  return [...missing, { path: `/${advisedTerm}`, rule: 'advised', message, severity: 'warning' }]
}

const day = 86_400_000

/** The server refuses a day or less; the guide asks for five days. */
const periodRule: InputRule = (input) => {
  const [start, end] = [timeOf(input.delivery_start_time), timeOf(input.delivery_end_time)]
  if (start === undefined || end === undefined || end - start >= 5 * day) return []
  const path = '/delivery_end_time'
  if (end <= start) {
    return [{ path, rule: 'start_before_end', message: 'The end must be later than the start.' }]
  }
  const found = String(Math.floor(((end - start) / day) * 100) / 100)
  if (end - start > day) {
    const message = `WeChat Pay's guide asks for at least 5 days between start and end; found ${found}.`
    return [{ path, rule: 'advised_days', message, expected: '>=5', found, severity: 'warning' }]
  }
  const message = `More than one day must lie between start and end; found ${found}.`
  return [{ path, rule: 'min_days', message, expected: '>1', found }]
}

/**
 * Makes the rule for a field that holds a time. An absent field passes.
 *
 * @param path JSON pointer to the field.
 */
export function dateTimeRule(path: string): InputRule {
  const names = path.slice(1).split('/')
  return (input) => {
    const value = names.reduce<unknown>((at, name) => (isFields(at) ? at[name] : undefined), input)
    return dateTimeIssues(value, path)
  }
}

/** Rules for the creation of a plan: what its types say, for callers without types, and what types cannot say. */
export const planRules: readonly InputRule[] = [
  couponRule,
  termsRule,
  dateTimeRule('/delivery_start_time'),
  dateTimeRule('/delivery_end_time'),
  periodRule,
]

function required(input: Fields, name: string, when: string): Issue[] {
  if (input[name] !== undefined) return []
  return [{ path: `/${name}`, rule: 'required', message: `It is required ${when}.` }]
}

function forbidden(input: Fields, name: string, when: string): Issue[] {
  if (input[name] === undefined) return []
  return [{ path: `/${name}`, rule: 'forbidden', message: `It is not allowed ${when}.` }]
}

function timeOf(value: unknown): number | undefined {
  return typeof value === 'string' ? parseDateTime(value) : undefined
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
