import type { DeliveryPlan } from '@wxdp/core'
import type { ProductAuthorities, ProductCoupon, Stock } from '@wxdp/core/coupon'
import type { Text } from '../language/language.ts'
import { type CheckName, type Finding, fault } from './finding.ts'

/** What one check of a coupon found, and what a plan needs. */
interface Need {
  readonly found: Text
  /** Why that will not do; absent if all is well. */
  readonly expected?: Text | undefined
  readonly remedy: Text
}

function finding(check: CheckName, { found, expected, remedy }: Need): Finding {
  if (!expected) return { check, status: 'well', text: { en: `${found.en}.`, zh: `${found.zh}。` } }
  const text = {
    en: `${found.en}; expected ${expected.en}.`,
    zh: `${found.zh}，应为${expected.zh}。`,
  }
  return fault(check, text, remedy)
}

const same = (text: string): Text => ({ en: text, zh: text })

/** Whether a product coupon is one that a plan can deliver. */
export function checkProductCoupon({
  product_coupon_id: id,
  state,
  scope,
  type,
  display_info: { name },
}: ProductCoupon): Finding[] {
  const another = {
    en: 'Create another product coupon: wxdp coupons create',
    zh: '请创建新的商品券：wxdp coupons create',
  }
  return [
    finding('coupon', {
      found: { en: `${id} (${name}) is ${state}`, zh: `${id}（${name}）的状态为 ${state}` },
      expected: state === 'EFFECTIVE' ? undefined : { en: 'EFFECTIVE', zh: ' EFFECTIVE' },
      remedy:
        state === 'AUDITING' ? { en: 'Wait until its review has ended.', zh: '请等待审核结束。' } : another,
    }),
    finding('coupon_type', {
      found: { en: `${type} of scope ${scope}`, zh: `类型 ${type}，优惠范围 ${scope}` },
      expected:
        scope === 'SINGLE' && type !== 'EXCHANGE' && type !== 'DISCOUNT'
          ? {
              en: 'EXCHANGE or DISCOUNT, since it is for certain items (268596526)',
              zh: ' EXCHANGE 或 DISCOUNT，因为是单品券（268596526）',
            }
          : undefined,
      remedy: another,
    }),
  ]
}

/** Whether a batch is one that a plan can deliver. */
export function checkBatch(stock: Stock): Finding[] {
  return [
    checkBatchState(stock),
    checkUsageMethods(stock),
    checkMaxCount(stock),
    checkSpan(stock),
    checkCodeMode(stock),
  ]
}

const anotherBatch = ({ product_coupon_id }: Stock): Text => ({
  en: `Take another batch, or add one: wxdp batches create ${product_coupon_id}`,
  zh: `请使用其他批次，或添加批次：wxdp batches create ${product_coupon_id}`,
})

function checkBatchState(stock: Stock): Finding {
  const { stock_id, state } = stock
  const waits = state === 'AUDITING' || state === 'PAUSED'
  return finding('batch', {
    found: { en: `${stock_id} is ${state}`, zh: `${stock_id} 的状态为 ${state}` },
    expected: state === 'SENDING' ? undefined : { en: 'SENDING (268585149)', zh: ' SENDING（268585149）' },
    remedy: waits
      ? {
          en: 'A review ends by itself; a batch without stock is refilled by wxdp batches budget.',
          zh: '审核会自行结束；库存耗尽的批次可用 wxdp batches budget 补充。',
        }
      : anotherBatch(stock),
  })
}

function checkUsageMethods(stock: Stock): Finding {
  const {
    coupon_usage_method_list: methods,
    mini_program_appid,
    mini_program_path,
  } = stock.usage_rule_display_info
  const listed = methods.length === 0 ? { en: 'None', zh: '无' } : same(methods.join(', '))
  const needsProgram = methods.includes('MINI_PROGRAM') && !(mini_program_appid && mini_program_path)
  const { product_coupon_id, stock_id } = stock
  return finding('usage_methods', {
    found: needsProgram
      ? { en: `${listed.en} without the mini-program`, zh: `${listed.zh}，但没有小程序` }
      : listed,
    expected:
      methods.length === 0
        ? { en: 'at least one (268585148)', zh: '至少一种（268585148）' }
        : methods.includes('OFFLINE')
          ? { en: 'no OFFLINE (268584818)', zh: '不含 OFFLINE（268584818）' }
          : needsProgram
            ? {
                en: 'mini_program_appid, bound to the brand, and mini_program_path (268585151)',
                zh: '包含已绑定品牌的 mini_program_appid 和 mini_program_path（268585151）',
              }
            : undefined,
    remedy: {
      en: `Change usage_rule_display_info: wxdp batches update ${product_coupon_id} ${stock_id} --file FILE`,
      zh: `请修改 usage_rule_display_info：wxdp batches update ${product_coupon_id} ${stock_id} --file FILE`,
    },
  })
}

/** What every batch of a plan has at least. */
const leastCount = 10_000

function checkMaxCount({
  product_coupon_id,
  stock_id,
  stock_send_rule: { max_count },
  sent_count_info: { total_count },
}: Stock): Finding {
  return finding('max_count', {
    found: {
      en: `${max_count} coupons, of which ${total_count} were given out`,
      zh: `总数量 ${max_count}，已发放 ${total_count}`,
    },
    expected:
      max_count < leastCount
        ? { en: `at least ${leastCount} (268582553)`, zh: `至少 ${leastCount}（268582553）` }
        : undefined,
    remedy: {
      en: `Raise it: wxdp batches budget ${product_coupon_id} ${stock_id} --target-max-count ${leastCount}`,
      zh: `请增加数量：wxdp batches budget ${product_coupon_id} ${stock_id} --target-max-count ${leastCount}`,
    },
  })
}

const day = 86_400_000

const periodOf = ({ single_usage_rule, progressive_bundle_usage_rule }: Stock) =>
  (single_usage_rule ?? progressive_bundle_usage_rule)?.coupon_available_period

function checkSpan(stock: Stock): Finding {
  const period = periodOf(stock)
  const { available_begin_time: begin, available_end_time: end } = period ?? {}
  const days = period ? (Date.parse(end as string) - Date.parse(begin as string)) / day : 0
  return finding('times', {
    found: period
      ? {
          en: `From ${begin} to ${end}, ${rounded(days)} days`,
          zh: `${begin} 至 ${end}，共 ${rounded(days)} 天`,
        }
      : { en: 'None', zh: '没有可用时间' },
    expected: days > 5 ? undefined : { en: 'more than 5 days (268587486)', zh: '超过 5 天（268587486）' },
    remedy: anotherBatch(stock),
  })
}

const rounded = (days: number): string => `${Math.floor(days * 10) / 10}`

function checkCodeMode(stock: Stock): Finding {
  const { coupon_code_mode: mode } = stock
  return finding('code_mode', {
    found: same(mode),
    expected: mode === 'API_ASSIGN' ? { en: 'WECHATPAY or UPLOAD', zh: ' WECHATPAY 或 UPLOAD' } : undefined,
    remedy: anotherBatch(stock),
  })
}

/** Whether a plan ends while a coupon that it delivers last can still be used. */
export function checkPlanEnd({ delivery_end_time: end }: DeliveryPlan, stock: Stock): Finding {
  const { available_end_time = '', ...period } = periodOf(stock) ?? {}
  const { wait_days_after_receive: wait = 0, available_days: days = 0 } = period as {
    readonly wait_days_after_receive?: number
    readonly available_days?: number
  }
  const reserve = 1 + wait + days
  const latest = Date.parse(available_end_time) - reserve * day
  return finding('plan_end', {
    found: { en: `The plan ends on ${end}`, zh: `计划的结束时间为 ${end}` },
    expected:
      Date.parse(end) <= latest
        ? undefined
        : {
            en: `${reserve} ${reserve === 1 ? 'day' : 'days'} before the batch, which ends on ${available_end_time} (268585145, 268582917)`,
            zh: `比批次的结束时间 ${available_end_time} 至少早 ${reserve} 天（268585145、268582917）`,
          },
    remedy: {
      en: 'Create a plan that ends earlier, or one of a batch that ends later.',
      zh: '请创建更早结束的计划，或使用更晚结束的批次。',
    },
  })
}

const needed = ['PRODUCT_COUPON', 'SHAKE_COUPON'] as const
const prefix = 'BRAND_PRODUCT_AUTHORITY_'

/** Whether the brand lets the service provider make coupons and plans. */
export function checkAuthorities({
  authorization_type: type,
  authorization_product: products = [],
}: ProductAuthorities): Finding {
  const names = products.map((product) => product.replace(prefix, ''))
  const isAll = type === 'AUTHORIZATION_TYPE_HOSTING'
  const lacking = isAll ? [] : needed.filter((name) => !names.includes(name))
  const list = names.join(', ') || '-'
  return finding('authorities', {
    found: isAll
      ? { en: 'The brand lets the service provider do everything', zh: '品牌已授权服务商全部权限' }
      : { en: `The brand has authorised ${list}`, zh: `品牌已授权 ${list}` },
    expected:
      lacking.length > 0
        ? { en: `${lacking.join(' and ')}, too`, zh: `还包括 ${lacking.join(' 和 ')}` }
        : undefined,
    remedy: { en: 'Have the brand authorise it.', zh: '请由品牌完成授权。' },
  })
}
