import type { Text } from '../language/language.ts'

/** A field of a plan that has a flag of its own: `--plan-name` for `plan_name`. */
export interface PlanFlag {
  readonly field: string
  /** What the flag takes; absent if it takes nothing and means `true`. */
  readonly value?: 'text' | 'number'
  /** Which commands take it. */
  readonly use: readonly PlanWrite[]
  readonly text: Text
}

/** What writes a plan. */
export type PlanWrite = 'create' | 'update'

const create: readonly PlanWrite[] = ['create']
const both: readonly PlanWrite[] = ['create', 'update']

export const planFlags: readonly PlanFlag[] = [
  {
    field: 'out_request_no',
    value: 'text',
    use: both,
    text: {
      en: 'your number of the request; the same number repeats it (default: a new one)',
      zh: '请求单号，相同单号表示重试（默认自动生成）',
    },
  },
  {
    field: 'product_coupon_id',
    value: 'text',
    use: create,
    text: { en: 'the product coupon', zh: '商品券 ID' },
  },
  { field: 'stock_id', value: 'text', use: create, text: { en: 'its batch', zh: '批次 ID' } },
  {
    field: 'stock_bundle_id',
    value: 'text',
    use: create,
    text: { en: 'its group of batches, for PROGRESSIVE_BUNDLE', zh: '批次组 ID（多次优惠）' },
  },
  {
    field: 'usage_mode',
    value: 'text',
    use: create,
    text: { en: 'SINGLE or PROGRESSIVE_BUNDLE', zh: '使用模式：SINGLE 或 PROGRESSIVE_BUNDLE' },
  },
  {
    field: 'reuse_coupon_config',
    use: create,
    text: {
      en: 'name, counts and times are those of the coupon',
      zh: '复用商品券的名称、库存、上限和时间',
    },
  },
  {
    field: 'plan_name',
    value: 'text',
    use: both,
    text: { en: 'at most 12 Chinese or 24 Latin characters', zh: '名称，最多 12 个汉字或 24 个英文字符' },
  },
  { field: 'total_count', value: 'number', use: both, text: { en: 'coupons in all', zh: '投放总库存' } },
  {
    field: 'user_limit',
    value: 'number',
    use: both,
    text: { en: 'coupons per user', zh: '每个用户领取上限' },
  },
  {
    field: 'daily_limit',
    value: 'number',
    use: both,
    text: { en: 'coupons per day', zh: '每日领取上限' },
  },
  {
    field: 'delivery_start_time',
    value: 'text',
    use: create,
    text: {
      en: 'RFC 3339, such as 2026-12-01T00:00:00+08:00',
      zh: '开始时间，例如 2026-12-01T00:00:00+08:00',
    },
  },
  {
    field: 'delivery_end_time',
    value: 'text',
    use: both,
    text: { en: 'RFC 3339, more than one day later', zh: '结束时间，须晚于开始时间一天以上' },
  },
  {
    field: 'recommend_word',
    value: 'text',
    use: both,
    text: { en: 'marketing tag', zh: '营销标签' },
  },
  {
    field: 'save_as_draft',
    use: create,
    text: { en: 'save a draft and do not submit it yet (brand)', zh: '仅保存草稿，暂不提交审核（品牌）' },
  },
]

/** The flag of a field. */
export function flagOf({ field, value }: PlanFlag): string {
  const name = `--${field.replaceAll('_', '-')}`
  return value === undefined ? name : `${name} <${value === 'number' ? 'count' : 'value'}>`
}

/** The fields that flags set, as a call takes them. */
export function fieldsIn(flags: Readonly<Record<string, unknown>>, use: PlanWrite): Record<string, unknown> {
  const fields = planFlags.flatMap(({ field, value, use: uses }) => {
    const given = flags[field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())]
    if (given === undefined || !uses.includes(use)) return []
    // What is not a number stays a string, and the check of the input names it.
    return [[field, value === 'number' && /^\d+$/.test(String(given)) ? Number(given) : given] as const]
  })
  return Object.fromEntries(fields)
}
