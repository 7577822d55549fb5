import type { DeliveryPlan } from '@wxdp/core'
import type { ProductAuthorities, ProductCoupon, Stock } from '@wxdp/core/coupon'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/doctor/finding.ts'
import { checkAuthorities, checkBatch, checkPlanEnd, checkProductCoupon } from '../../src/doctor/needs.ts'

const coupon: ProductCoupon = {
  product_coupon_id: '91',
  scope: 'ALL',
  type: 'NORMAL',
  usage_mode: 'SINGLE',
  display_info: {
    name: '满一百打八折',
    image_url: 'https://i.example.com/1',
    background_url: 'https://i.example.com/2',
  },
  state: 'EFFECTIVE',
}

const period = {
  available_begin_time: '2026-12-01T00:00:00+08:00',
  available_end_time: '2026-12-31T23:59:59+08:00',
}

const stock: Stock = {
  product_coupon_id: '91',
  stock_id: '91001',
  coupon_code_mode: 'WECHATPAY',
  stock_send_rule: { max_count: 10_000, max_count_per_user: 1 },
  single_usage_rule: { coupon_available_period: period },
  usage_rule_display_info: {
    coupon_usage_method_list: ['MINI_PROGRAM', 'PAYMENT_CODE'],
    mini_program_appid: 'wx1',
    mini_program_path: '/a',
    usage_description: '周末可用',
  },
  coupon_display_info: { code_display_mode: 'QRCODE' },
  notify_config: { notify_appid: 'wx1' },
  store_scope: 'ALL',
  sent_count_info: { total_count: 12, today_count: 3 },
  state: 'SENDING',
}

const display = (change: object): Partial<Stock> => ({
  usage_rule_display_info: { ...stock.usage_rule_display_info, ...change },
})
const lasting = (change: object): Partial<Stock> => ({
  single_usage_rule: { coupon_available_period: { ...period, ...change } },
})
const statuses = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ check, status }) => [check, status]))
const faultsOf = (findings: readonly Finding[]) => findings.filter(({ status }) => status === 'fault')

describe('what a plan needs of its batch', () => {
  it('is there', () => {
    expect(statuses(checkBatch(stock))).toEqual({
      batch: 'well',
      usage_methods: 'well',
      max_count: 'well',
      times: 'well',
      code_mode: 'well',
    })
    const member = {
      ...stock,
      single_usage_rule: undefined,
      progressive_bundle_usage_rule: stock.single_usage_rule,
    }
    expect(faultsOf(checkBatch(member))).toEqual([])
  })

  it.each<[what: string, change: Partial<Stock>, check: string, says: RegExp, remedy: RegExp]>([
    ['ended', { state: 'DEACTIVATED' }, 'batch', /is DEACTIVATED; expected SENDING/, /batches create 91$/],
    ['paused', { state: 'PAUSED' }, 'batch', /is PAUSED; expected SENDING/, /batches budget/],
    [
      'no method',
      display({ coupon_usage_method_list: [] }),
      'usage_methods',
      /^None; expected at least one \(268585148\)\.$/,
      /batches update 91 91001 --file/,
    ],
    [
      'OFFLINE',
      display({ coupon_usage_method_list: ['OFFLINE', 'APP'] }),
      'usage_methods',
      /^OFFLINE, APP; expected no OFFLINE \(268584818\)\.$/,
      /batches update/,
    ],
    [
      'no mini-program',
      display({ mini_program_path: undefined }),
      'usage_methods',
      /without the mini-program; expected mini_program_appid/,
      /batches update/,
    ],
    [
      'too few',
      { stock_send_rule: { max_count: 9999, max_count_per_user: 1 } },
      'max_count',
      /^9999 coupons.*expected at least 10000/,
      /batches budget 91 91001 --target-max-count 10000$/,
    ],
    [
      'five days',
      lasting({ available_end_time: '2026-12-06T00:00:00+08:00' }),
      'times',
      /, 5 days; expected more than 5 days/,
      /batches create/,
    ],
    [
      'no times',
      { single_usage_rule: undefined },
      'times',
      /^None; expected more than 5 days/,
      /batches create/,
    ],
    [
      'codes by call',
      { coupon_code_mode: 'API_ASSIGN' },
      'code_mode',
      /^API_ASSIGN; expected WECHATPAY or UPLOAD\.$/,
      /batches create/,
    ],
  ])('is missing: %s', (_what, change, check, says, remedy) => {
    const [fault, ...others] = faultsOf(checkBatch({ ...stock, ...change }))
    expect(others).toEqual([])
    expect(fault?.check).toBe(check)
    expect(fault?.text.en).toMatch(says)
    expect(fault?.remedy?.en).toMatch(remedy)
    expect(fault?.text.zh).toMatch(/[\u4e00-\u9fff].*。$/)
  })
})

describe('what a plan needs of its product coupon', () => {
  it('is there: any type for the whole shop, two types for certain items', () => {
    expect(statuses(checkProductCoupon(coupon))).toEqual({ coupon: 'well', coupon_type: 'well' })
    for (const type of ['DISCOUNT', 'EXCHANGE'])
      expect(faultsOf(checkProductCoupon({ ...coupon, scope: 'SINGLE', type }))).toEqual([])
  })

  it('is missing', () => {
    const [ended] = faultsOf(checkProductCoupon({ ...coupon, state: 'DEACTIVATED' }))
    expect(ended?.text.en).toBe('91 (满一百打八折) is DEACTIVATED; expected EFFECTIVE.')
    expect(ended?.remedy?.en).toMatch(/coupons create$/)
    const [audited] = faultsOf(checkProductCoupon({ ...coupon, state: 'AUDITING' }))
    expect(audited?.remedy?.en).toMatch(/^Wait/)
    const [item] = faultsOf(checkProductCoupon({ ...coupon, scope: 'SINGLE' }))
    expect(item).toMatchObject({ check: 'coupon_type', text: { en: expect.stringContaining('268596526') } })
  })
})

describe('the end of a plan', () => {
  const endOf = (delivery_end_time: string, change: object = {}) =>
    checkPlanEnd({ delivery_end_time } as DeliveryPlan, { ...stock, ...lasting(change) })

  it('is a day before that of its batch, and the days of use before that', () => {
    expect(endOf('2026-12-30T23:59:59+08:00').status).toBe('well')
    expect(endOf('2026-12-31T00:00:00+08:00')).toMatchObject({
      status: 'fault',
      text: {
        en: expect.stringContaining(
          'expected 1 day before the batch, which ends on 2026-12-31T23:59:59+08:00',
        ),
      },
    })
    const days = { available_days: 7, wait_days_after_receive: 2 }
    expect(endOf('2026-12-21T23:59:59+08:00', days).status).toBe('well')
    expect(endOf('2026-12-22T00:00:00+08:00', days)).toMatchObject({
      status: 'fault',
      text: { en: expect.stringContaining('expected 10 days before') },
    })
  })
})

describe('what a brand has authorised', () => {
  const authorities = (...names: string[]): ProductAuthorities => ({
    brand_id: '40001',
    authorization_type: 'AUTHORIZATION_TYPE_PARTLY',
    authorization_product: names.map((name) => `BRAND_PRODUCT_AUTHORITY_${name}`),
    update_time: '2026-11-20T09:30:00+08:00',
  })

  it('are coupons and plans, or everything', () => {
    const both = authorities('PRODUCT_COUPON', 'SHAKE_COUPON', 'BRAND_STORE')
    expect(checkAuthorities(both).status).toBe('well')
    const { authorization_product, ...all } = { ...both, authorization_type: 'AUTHORIZATION_TYPE_HOSTING' }
    expect(authorization_product).toHaveLength(3)
    expect(checkAuthorities(all).status).toBe('well')
  })

  it('lacks one, or both', () => {
    expect(checkAuthorities(authorities('PRODUCT_COUPON'))).toMatchObject({
      status: 'fault',
      text: { en: 'The brand has authorised PRODUCT_COUPON; expected SHAKE_COUPON, too.' },
    })
    expect(checkAuthorities(authorities()).text.en).toBe(
      'The brand has authorised -; expected PRODUCT_COUPON and SHAKE_COUPON, too.',
    )
  })
})
