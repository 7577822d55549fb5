import * as brand from '@wxdp/core/brand/coupon'
import type { Stock } from '@wxdp/core/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import type { Fields } from '../calls/call-info.ts'
import { ProgramError } from '../errors.ts'
import { plain } from '../terminal/plain.ts'
import { getting } from './get.ts'
import { listing } from './list.ts'
import { type Endpoints, endpointOf, ofBrandIn, type Running, type Runs } from './run.ts'
import { type Completed, type Shown, writing } from './write.ts'

const idOf = ({ stock_id }: Fields): string => plain(String(stock_id))

const shownStock = (stock: Stock, { out_request_no }: Fields): Shown => ({
  json: { out_request_no, stock },
  text: { fields: stock },
})

const gets: Endpoints<Stock> = { partner: partner.getStock, brand: brand.getStock, ofBrand: true }

/** The lists of batches, for both callers. */
export const batchLists: Endpoints<object> = {
  partner: partner.listStocks,
  brand: brand.listStocks,
  ofBrand: true,
}

const periodOf = ({ single_usage_rule, progressive_bundle_usage_rule }: Stock) =>
  (single_usage_rule ?? progressive_bundle_usage_rule)?.coupon_available_period

/** What `wxdp batches …` runs. */
export const batchRuns: Runs = {
  'batches list': listing<Stock>({
    ...batchLists,
    columns: [
      [{ en: 'BATCH', zh: '批次 ID' }, ({ stock_id }) => stock_id],
      [{ en: 'STATE', zh: '状态' }, ({ state }) => state],
      [{ en: 'BEGIN', zh: '开始' }, (stock) => periodOf(stock)?.available_begin_time.slice(0, 16) ?? '-'],
      [{ en: 'END', zh: '结束' }, (stock) => periodOf(stock)?.available_end_time.slice(0, 16) ?? '-'],
      [{ en: 'SENT', zh: '已发放' }, ({ sent_count_info }) => `${sent_count_info.total_count}`],
      [{ en: 'COUPONS', zh: '总数量' }, ({ stock_send_rule }) => `${stock_send_rule.max_count}`],
      [{ en: 'REMARK', zh: '备注' }, ({ remark = '-' }) => remark],
    ],
    none: { en: 'There are no such batches.', zh: '没有符合条件的批次。' },
    progress: (count) => ({ en: `${count} batches …`, zh: `已读取 ${count} 个批次…` }),
  }),
  'batches get': getting(gets),
  'batches create': writing({
    partner: partner.createStock,
    brand: brand.createStock,
    ofBrand: true,
    question: () => ({
      en: 'The new batch is live at once. Its rule and validity can never be changed.',
      zh: '新的批次将立即生效，其优惠规则和有效期以后不能修改。',
    }),
    shown: shownStock,
  }),
  'batches update': writing({
    partner: partner.updateStock,
    brand: brand.updateStock,
    ofBrand: true,
    complete: completeUpdate,
    question: (input) => ({
      en: `Batch ${idOf(input)} changes so. Coupons that users have keep what they show.`,
      zh: `批次 ${idOf(input)} 将按此修改，用户已领取的券保持原有展示。`,
    }),
    shown: shownStock,
  }),
  'batches budget': writing({
    partner: partner.updateStockBudget,
    brand: brand.updateStockBudget,
    ofBrand: true,
    complete: completeBudget,
    question: (input) => ({
      en: `Batch ${idOf(input)} gives out that many coupons from now on.`,
      zh: `批次 ${idOf(input)} 的发放数量将按此修改。`,
    }),
    shown: shownStock,
  }),
  'batches deactivate': writing({
    partner: partner.deactivateStock,
    brand: brand.deactivateStock,
    ofBrand: true,
    question: (input) => ({
      en: `Batch ${idOf(input)} ends for good. Coupons that users have stay valid.`,
      zh: `批次 ${idOf(input)} 将永久失效。用户已领取的券仍然有效。`,
    }),
    shown: shownStock,
  }),
}

function read({ product_coupon_id, stock_id }: Fields, running: Running): Promise<Stock> {
  const ids = ofBrandIn({ product_coupon_id, stock_id }, gets, running)
  return running.read((call) => call(endpointOf(gets, running), ids))
}

/** The page says that `store_scope` becomes `NONE` if it is left out, so the present one is sent. */
async function completeUpdate(fields: Fields, running: Running): Promise<Completed> {
  const now = await read(fields, running)
  const { product_coupon_id, stock_id, out_request_no, brand_id, ...change } = fields
  return { input: { store_scope: now.store_scope, ...fields }, change: { now, new: change } }
}

const budgets = {
  MAX_COUNT: 'max_count',
  MAX_COUNT_PER_DAY: 'max_count_per_day',
} as const

/** A call changes one of the two numbers, and has its present value. */
async function completeBudget(fields: Fields, running: Running): Promise<Completed> {
  const { say } = running.context.screen
  const [mode, ...others] = (['MAX_COUNT', 'MAX_COUNT_PER_DAY'] as const).filter(
    (each) => fields[`target_${budgets[each]}`] !== undefined,
  )
  if (mode === undefined || others.length > 0) {
    throw new ProgramError(
      'WXDP_USAGE',
      say({
        en: 'Pass either --target-max-count or --target-max-count-per-day: a call changes one of them.',
        zh: '请指定 --target-max-count 或 --target-max-count-per-day 其中之一：一次调用只能修改一个。',
      }),
    )
  }
  const name = budgets[mode]
  const { stock_send_rule: now } = await read(fields, running)
  const current = fields[`current_${name}`] ?? now[name]
  if (current === undefined) {
    throw new ProgramError(
      'WXDP_USAGE',
      say({
        en: `Batch ${idOf(fields)} has no limit per day, and none can be added. Nothing was sent.`,
        zh: `批次 ${idOf(fields)} 没有每日上限，以后也不能添加。没有发送任何请求。`,
      }),
    )
  }
  return {
    input: { ...fields, update_mode: mode, [`current_${name}`]: current },
    made: fields[`current_${name}`] === undefined ? { [`current_${name}`]: current } : {},
    change: { now, new: { [name]: fields[`target_${name}`] } },
  }
}
