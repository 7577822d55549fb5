import { createPlan } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { inside } from './program.ts'
import type { Box } from './sandbox.ts'

type Env = Readonly<Record<string, string>>

const day = 86_400_000
const after = (days: number): string => new Date(Date.now() + days * day).toISOString()

/** A batch that a plan can deliver, as a call takes it. */
export const stockInput = (change: object = {}) => ({
  remark: '十二月',
  coupon_code_mode: 'WECHATPAY',
  stock_send_rule: { max_count: 20_000, max_count_per_day: 2000, max_count_per_user: 1 },
  single_usage_rule: {
    coupon_available_period: { available_begin_time: after(0), available_end_time: after(60) },
  },
  usage_rule_display_info: {
    coupon_usage_method_list: ['MINI_PROGRAM', 'PAYMENT_CODE'],
    mini_program_appid: 'wx00000000000000b2',
    mini_program_path: '/pages/shop/index',
    usage_description: '周末可用',
  },
  coupon_display_info: { code_display_mode: 'QRCODE' },
  notify_config: { notify_appid: 'wx00000000000000a1' },
  store_scope: 'ALL',
  ...change,
})

/** A coupon for the whole shop, with such a batch. */
export const couponInput = (stock: object = stockInput()) => ({
  scope: 'ALL',
  type: 'DISCOUNT',
  usage_mode: 'SINGLE',
  single_usage_info: { discount_coupon: { threshold: 10_000, percent_off: 20 } },
  display_info: {
    name: '满一百打八折',
    image_url: 'https://img.example.com/coupon/item.png',
    background_url: 'https://img.example.com/coupon/back.jpg',
    original_price: 3200,
  },
  stock,
})

/** Runs the program, which must succeed, and returns its JSON. */
export async function json<T>(args: readonly string[], env: Env, stdin: object = {}): Promise<T> {
  const run = { env, stdin: JSON.stringify(stdin) }
  const { code, stdout, stderr } = await inside([...args, '--json'], run)
  if (code !== 0) throw new Error(`${args.join(' ')}: ${code} ${stderr}`)
  return JSON.parse(stdout)
}

export interface MadeCoupon {
  readonly product_coupon_id: string
  readonly stock_id: string
}

const url = 'https://pay.example.com/wechatpay/coupons'

/** Makes a coupon with its batch, and the URL for its callbacks. */
export async function couponOf(env: Env, stock: object = stockInput()): Promise<MadeCoupon> {
  await json(['coupons', 'notify-url', 'set', url, '--yes'], env)
  const { product_coupon } = await json<{
    readonly product_coupon: {
      readonly product_coupon_id: string
      readonly stock: { readonly stock_id: string }
    }
  }>(['coupons', 'create', '--file', '-', '--yes'], env, couponInput(stock))
  const { product_coupon_id } = product_coupon
  return { product_coupon_id, stock_id: product_coupon.stock.stock_id }
}

/** A plan of a service provider that delivers such a coupon. Returns its id. */
export async function deliveringPlan({ sandbox, partner }: Box, coupon: MadeCoupon): Promise<string> {
  await json(['notify-url', 'set', 'https://pay.example.com/wechatpay/plans', '--yes'], partner)
  const client = createClient(sandbox.clientOptions())
  const { plan } = await client.call(createPlan, {
    out_request_no: `plan-${coupon.stock_id}`,
    brand_id: sandbox.brand.brandId,
    product_coupon_id: coupon.product_coupon_id,
    stock_id: coupon.stock_id,
    reuse_coupon_config: true,
  })
  await sandbox.control.approve(plan.plan_id)
  return plan.plan_id
}

/** A PNG of one pixel. */
export const png: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
