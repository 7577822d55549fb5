import type { InputRule } from '../contract/endpoint.ts'
import { parseDateTime } from './date-time.ts'

type Fields = Readonly<Record<string, unknown>>
type Broken = ReturnType<InputRule>[number]

/** Which batch a plan needs follows from how its coupon is used. */
const coupon: InputRule = (input) => {
  const bundled = input.usage_mode === 'PROGRESSIVE_BUNDLE'
  if (!bundled && input.usage_mode !== undefined && input.usage_mode !== 'SINGLE') return []
  const [needed, excluded] = bundled ? ['stock_bundle_id', 'stock_id'] : ['stock_id', 'stock_bundle_id']
  const when = `when usage_mode is ${bundled ? 'PROGRESSIVE_BUNDLE' : 'SINGLE or left out'}`
  return [...required(input, needed, when), ...forbidden(input, excluded, when)]
}

const ownTerms = [
  'plan_name',
  'total_count',
  'user_limit',
  'daily_limit',
  'delivery_start_time',
  'delivery_end_time',
] as const

/** Name, counts and times are the coupon's or the plan's own, all six of them. */
const terms: InputRule = (input) => {
  const reuse = input.reuse_coupon_config
  if (typeof reuse !== 'boolean') return []
  const when = `when reuse_coupon_config is ${reuse}`
  return ownTerms.flatMap((name) => (reuse ? forbidden : required)(input, name, when))
}

const leastDays = 5
const day = 86_400_000

/** Start before end, five days at least. */
const period: InputRule = (input) => {
  const [start, end] = [timeOf(input.delivery_start_time), timeOf(input.delivery_end_time)]
  if (start === undefined || end === undefined || end - start >= leastDays * day) return []
  const path = '/delivery_end_time'
  if (end <= start)
    return [{ path, rule: 'start_before_end', message: 'The end must be later than the start.' }]
  const found = Math.floor((end - start) / 360_000) / 240
  const message = `At least ${leastDays} days must lie between start and end; found ${found}.`
  return [{ path, rule: 'min_days', message }]
}

/** A field that must hold an RFC 3339 time, if anything. `path` is a JSON pointer. */
export function dateTime(path: string): InputRule {
  const names = path.slice(1).split('/')
  return (input) => {
    const value = names.reduce<unknown>((at, name) => (isFields(at) ? at[name] : undefined), input)
    if (typeof value !== 'string' || parseDateTime(value) !== undefined) return []
    const message = 'A time of RFC 3339 with a zone is wanted, such as 2026-11-24T10:00:00+08:00.'
    return [{ path, rule: 'rfc3339', message }]
  }
}

/** What the types of a plan's creation say, for callers without types, and what they cannot say. */
export const planRules: readonly InputRule[] = [
  coupon,
  terms,
  dateTime('/delivery_start_time'),
  dateTime('/delivery_end_time'),
  period,
]

function required(input: Fields, name: string, when: string): Broken[] {
  if (input[name] !== undefined) return []
  return [{ path: `/${name}`, rule: 'required', message: `It is required ${when}.` }]
}

function forbidden(input: Fields, name: string, when: string): Broken[] {
  if (input[name] === undefined) return []
  return [{ path: `/${name}`, rule: 'forbidden', message: `It must not be sent ${when}.` }]
}

function timeOf(value: unknown): number | undefined {
  return typeof value === 'string' ? parseDateTime(value) : undefined
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
