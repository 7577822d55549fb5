import { checkInput, explain, toRequest } from '@wxdp/core'
import * as brand from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import samples from '@wxdp-internal/fixtures/coupon-samples.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import type { AnyEndpoint } from '../../openapi/schemas.ts'

type Json = Record<string, unknown>

const shop = sampleOf('createProductCoupon', 0)
const item = sampleOf('createProductCoupon', 1)
const bundle = sampleOf('createProductCoupon', 2)
const use = sampleOf('useCoupon', 0)

/** The n-th sample of an endpoint, whole. */
function sampleOf(name: string, n: number): Json {
  const { input = {}, path = {} } = samples.exchanges.filter(({ endpoint }) => endpoint === name)[n] ?? {}
  return { ...input, ...path }
}

/** A copy in which one place has another value. `undefined` takes it out. */
function changed(input: Json, pointer: string, value: unknown): Json {
  const copy = structuredClone(input)
  const names = pointer.split('/').slice(1)
  const last = names.pop() as string
  const parent = names.reduce<Json>((at, name) => at[name] as Json, copy)
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return copy
}

function issuesOf(endpoint: unknown, input: Json): string[] {
  return checkInput(endpoint as AnyEndpoint, input as never).map(
    ({ path, rule, severity = 'error' }) => `${severity} ${path} ${rule}`,
  )
}

const period = '/stock/single_usage_rule/coupon_available_period'
const usage = '/stock/usage_rule_display_info'
const begin = '2026-12-01T00:00:00+08:00'
const span = (from: string, to: string): Json => ({ begin_time: from, end_time: to })
const rounds = '/stock_bundle/progressive_bundle_usage_rule'
const money = (...amounts: readonly number[]): Json[] =>
  amounts.map((discount_amount) => ({ threshold: 5000, discount_amount }))

describe('the samples break no rule', () => {
  it.each([shop, item, bundle])('%#', (input) => {
    expect(issuesOf(partner.createProductCoupon, input)).toEqual([])
  })
})

describe('a new coupon is refused', () => {
  it.each<[string, Json, string, unknown, ...string[]]>([
    ['a fixed price for the whole shop', shop, '/type', 'EXCHANGE', '/type item_type'],
    ['without its rule', shop, '/single_usage_info', undefined, '/single_usage_info required'],
    [
      'with the rule of another type',
      shop,
      '/single_usage_info',
      { normal_coupon: { threshold: 0, discount_amount: 1 } },
      '/single_usage_info/normal_coupon forbidden',
      '/single_usage_info/discount_coupon required',
    ],
    [
      'with a second rule in the batch',
      shop,
      '/stock/single_usage_rule/discount_coupon',
      { threshold: 0, percent_off: 10 },
      '/stock/single_usage_rule/discount_coupon forbidden',
    ],
    ['without a batch', shop, '/stock', undefined, '/stock required'],
    [
      'with rounds',
      shop,
      '/progressive_bundle_usage_info',
      { count: 3 },
      '/progressive_bundle_usage_info forbidden',
    ],
    [
      'for items with its rule in the coupon',
      item,
      '/single_usage_info',
      { normal_coupon: { threshold: 0, discount_amount: 1 } },
      '/single_usage_info forbidden',
    ],
    [
      'for items without its rule',
      item,
      '/stock/single_usage_rule/exchange_coupon',
      undefined,
      '/stock/single_usage_rule/exchange_coupon required',
    ],
    [
      'for items without a price',
      item,
      '/display_info/original_price',
      undefined,
      '/display_info/original_price required',
    ],
    [
      'for items without items',
      item,
      '/display_info/combo_package_list',
      undefined,
      '/display_info/combo_package_list required',
    ],
    [
      'with more to pick than there is',
      item,
      '/display_info/combo_package_list/0/pick_count',
      3,
      '/display_info/combo_package_list/0/pick_count pick_count',
    ],
    [
      'with half a mini-program',
      item,
      '/display_info/combo_package_list/0/choice_list/0/mini_program_appid',
      'wx1',
      '/display_info/combo_package_list/0/choice_list/0/mini_program_path required',
    ],
    ['of several uses with a batch', bundle, '/stock', shop.stock, '/stock forbidden'],
    ['of several uses without a group', bundle, '/stock_bundle', undefined, '/stock_bundle required'],
    [
      'of several uses without a rule',
      bundle,
      `${rounds}/normal_coupon_list`,
      undefined,
      `${rounds}/normal_coupon_list required`,
    ],
    [
      'with too few rounds',
      bundle,
      `${rounds}/normal_coupon_list`,
      money(1500, 500),
      `${rounds}/normal_coupon_list rounds`,
    ],
    [
      'with a third round that is worth less',
      bundle,
      `${rounds}/normal_coupon_list`,
      money(1500, 500, 400),
      `${rounds}/normal_coupon_list/2/discount_amount worth_less`,
    ],
    [
      'with a code for each call in a group',
      bundle,
      '/stock_bundle/coupon_code_mode',
      'API_ASSIGN',
      '/stock_bundle/coupon_code_mode picklist',
    ],
    [
      'that ends before it begins',
      shop,
      `${period}/available_end_time`,
      begin,
      `${period}/available_end_time start_before_end`,
    ],
    [
      'that ends at no time',
      shop,
      `${period}/available_end_time`,
      'soon',
      `${period}/available_end_time rfc3339`,
    ],
    [
      'of more than 366 days',
      shop,
      `${period}/available_end_time`,
      '2027-12-03T00:00:00+08:00',
      `${period}/available_end_time max_days`,
    ],
    [
      'that waits for no validity',
      changed(shop, `${period}/available_days`, undefined),
      `${period}/wait_days_after_receive`,
      1,
      `${period}/available_days required`,
    ],
    [
      'of seconds and days',
      changed(shop, `${period}/weekly_available_period`, undefined),
      `${period}/available_seconds`,
      3600,
      `${period}/available_days forbidden`,
    ],
    [
      'of spans and days',
      changed(shop, `${period}/weekly_available_period`, undefined),
      `${period}/irregular_available_period_list`,
      [span('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z')],
      `${period}/available_days forbidden`,
    ],
    [
      'of spans that overlap',
      changed(
        changed(shop, `${period}/weekly_available_period`, undefined),
        `${period}/available_days`,
        undefined,
      ),
      `${period}/irregular_available_period_list`,
      [
        span('2026-12-02T00:00:00Z', '2026-12-04T00:00:00Z'),
        span('2026-12-01T00:00:00Z', '2026-12-03T00:00:00Z'),
      ],
      `${period}/irregular_available_period_list overlap`,
    ],
    [
      'of a span that is not a time',
      changed(
        changed(shop, `${period}/weekly_available_period`, undefined),
        `${period}/available_days`,
        undefined,
      ),
      `${period}/irregular_available_period_list`,
      [span('soon', '2026-12-04T00:00:00Z')],
      `${period}/irregular_available_period_list/0/begin_time rfc3339`,
    ],
    [
      'of a span that ends at no time',
      changed(
        changed(shop, `${period}/weekly_available_period`, undefined),
        `${period}/available_days`,
        undefined,
      ),
      `${period}/irregular_available_period_list`,
      [span('2026-12-01T00:00:00Z', 'later')],
      `${period}/irregular_available_period_list/0/end_time rfc3339`,
    ],
    [
      'of hours that end before they begin',
      shop,
      `${period}/weekly_available_period/day_period_list`,
      [{ begin_time: 7200, end_time: 3600 }],
      `${period}/weekly_available_period/day_period_list/0/end_time start_before_end`,
    ],
    [
      'of hours that are no number',
      shop,
      `${period}/weekly_available_period/day_period_list`,
      [{ begin_time: '10:00', end_time: 3600 }],
      `${period}/weekly_available_period/day_period_list/0/begin_time number`,
    ],
    [
      'of hours without a day',
      shop,
      `${period}/weekly_available_period/day_list`,
      undefined,
      `${period}/weekly_available_period/day_list required`,
    ],
    [
      'of a part of an hour',
      changed(
        changed(shop, `${period}/weekly_available_period`, undefined),
        `${period}/available_days`,
        undefined,
      ),
      `${period}/available_seconds`,
      4000,
      `${period}/available_seconds multiple_of`,
    ],
    [
      'for a mini-program that is not named',
      shop,
      `${usage}/mini_program_appid`,
      undefined,
      `${usage}/mini_program_appid required`,
    ],
    [
      'with a mini-program that is not used',
      shop,
      `${usage}/coupon_usage_method_list`,
      ['PAYMENT_CODE'],
      `${usage}/mini_program_appid forbidden`,
      `${usage}/mini_program_path forbidden`,
    ],
    [
      'for an app that is not opened',
      shop,
      `${usage}/coupon_usage_method_list`,
      ['MINI_PROGRAM', 'APP'],
      `${usage}/app_jump_type required`,
    ],
    [
      'with a path without a page',
      changed(shop, `${usage}/coupon_usage_method_list`, ['MINI_PROGRAM', 'APP']),
      `${usage}/app_jump_type`,
      'H5',
      `${usage}/app_path required`,
    ],
    [
      'with a passcode without a link',
      changed(shop, `${usage}/coupon_usage_method_list`, ['MINI_PROGRAM', 'APP']),
      `${usage}/app_jump_type`,
      'PASSCODE_LINK',
      `${usage}/passcode_link required`,
    ],
    ['with a guide for nothing', shop, `${usage}/usage_guide`, 'x', `${usage}/usage_guide forbidden`],
    [
      'with half a list of stores',
      shop,
      `${usage}/coupon_available_store_info/mini_program_path`,
      'x',
      `${usage}/coupon_available_store_info/mini_program_appid required`,
    ],
    ['of an unknown mode', shop, '/usage_mode', 'SEQUENTIAL', '/usage_mode picklist'],
    ['of an unknown type', shop, '/type', 'toString', '/type picklist'],
    ['with a short name', shop, '/display_info/name', '券', '/display_info/name min_length'],
    ['with a long remark', shop, '/stock/remark', '券'.repeat(21), '/stock/remark max_length'],
    ['of a brand that is not named', shop, '/brand_id', undefined, '/brand_id required'],
    ['with a field that nobody knows', shop, '/issuance_type', 'x', '/issuance_type unknown_field'],
  ])('%s', (_, input, pointer, value, ...expected) => {
    const whole = changed(input, pointer, value)
    expect(issuesOf(partner.createProductCoupon, whole)).toEqual(expected.map((issue) => `error ${issue}`))
    expect(() => toRequest(partner.createProductCoupon as AnyEndpoint, whole as never)).toThrow(
      expect.objectContaining({ code: 'CORE_INPUT_INVALID' }),
    )
  })

  it('by a brand that names itself', () => {
    expect(issuesOf(brand.createProductCoupon, shop)).toEqual(['error /brand_id unknown_field'])
  })

  it('for every problem at once', () => {
    const wrong = changed(
      changed(shop, '/single_usage_info', undefined),
      `${usage}/mini_program_path`,
      undefined,
    )
    expect(issuesOf(partner.createProductCoupon, wrong)).toHaveLength(2)
  })
})

describe('rounds', () => {
  it.each<[string, string, Json[], string[]]>([
    ['a first that is worth more', 'NORMAL', money(4000, 500, 500), []],
    [
      'equal ones',
      'DISCOUNT',
      [40, 30, 40, 50, 60].map((percent_off) => ({ threshold: 0, percent_off })),
      [],
    ],
    [
      'a price that rises',
      'EXCHANGE',
      [100, 90, 91].map((exchange_price) => ({ threshold: 0, exchange_price })),
      ['error /stock_bundle/progressive_bundle_usage_rule/exchange_coupon_list/2/exchange_price worth_less'],
    ],
    [
      'a price that falls',
      'EXCHANGE',
      [100, 90, 89].map((exchange_price) => ({ threshold: 0, exchange_price })),
      [],
    ],
  ])('%s', (_, type, list, expected) => {
    const rule = { coupon_available_period: (item.stock as Json).single_usage_rule as Json }
    const available = (rule.coupon_available_period as Json).coupon_available_period
    const name = `${type.toLowerCase()}_coupon_list`
    const input = {
      ...bundle,
      type,
      scope: 'SINGLE',
      display_info: item.display_info,
      progressive_bundle_usage_info: { count: list.length },
      stock_bundle: {
        ...(bundle.stock_bundle as Json),
        progressive_bundle_usage_rule: { coupon_available_period: available, [name]: list },
      },
    }
    expect(issuesOf(partner.createProductCoupon, input)).toEqual(expected)
  })
})

describe('advice, which does not keep it from being sent', () => {
  it.each<[string, Json, string, unknown, ...string[]]>([
    [
      'a validity of 366 days',
      shop,
      `${period}/available_end_time`,
      '2027-12-02T00:00:00+08:00',
      `${period}/available_end_time advised_max_days`,
    ],
    [
      'five days',
      shop,
      `${period}/available_end_time`,
      '2026-12-06T00:00:00+08:00',
      `${period}/available_end_time for_plan`,
    ],
    [
      'few coupons',
      shop,
      '/stock/stock_send_rule/max_count',
      9999,
      '/stock/stock_send_rule/max_count for_plan',
    ],
    [
      'a code for each call',
      shop,
      '/stock/coupon_code_mode',
      'API_ASSIGN',
      '/stock/coupon_code_mode for_plan',
    ],
    [
      'a code in the shop',
      shop,
      `${usage}/coupon_usage_method_list`,
      ['MINI_PROGRAM', 'OFFLINE'],
      `${usage}/coupon_usage_method_list for_plan`,
    ],
    ['a long name', shop, '/display_info/name', '满一百打八折满一百打八折满', '/display_info/name for_plan'],
    [
      'more off than it costs',
      bundle,
      `${rounds}/normal_coupon_list`,
      money(1500, 500, 6000),
      `${rounds}/normal_coupon_list/2/discount_amount advised`,
    ],
    [
      'a guide that no page describes',
      changed(shop, `${usage}/coupon_usage_method_list`, ['MINI_PROGRAM', 'APP']),
      `${usage}/app_jump_type`,
      'USAGE_GUIDE',
    ],
  ])('%s', (_, input, pointer, value, ...expected) => {
    const whole = changed(input, pointer, value)
    expect(issuesOf(partner.createProductCoupon, whole)).toEqual(expected.map((issue) => `warning ${issue}`))
    expect(() => toRequest(partner.createProductCoupon as AnyEndpoint, whole as never)).not.toThrow()
  })

  it('an amount off certain items', () => {
    const rule = (item.stock as Json).single_usage_rule as Json
    const stock = {
      ...(item.stock as Json),
      single_usage_rule: {
        coupon_available_period: rule.coupon_available_period,
        normal_coupon: { threshold: 100, discount_amount: 200 },
      },
    }
    expect(issuesOf(partner.createProductCoupon, { ...item, type: 'NORMAL', stock })).toEqual([
      'warning /type for_plan',
      'warning /stock/single_usage_rule/normal_coupon/discount_amount advised',
    ])
  })
})

describe('other calls', () => {
  const update = sampleOf('updateStock', 0)
  const budget = sampleOf('updateStockBudget', 0)
  const stock = sampleOf('createStock', 0)

  it.each<[string, unknown, Json, string, unknown, ...string[]]>([
    [
      'a batch with two rules',
      partner.createStock,
      changed(stock, '/stock/single_usage_rule/normal_coupon', { threshold: 0, discount_amount: 1 }),
      '/stock/single_usage_rule/exchange_coupon',
      { threshold: 0, exchange_price: 1 },
      'error /stock/single_usage_rule/exchange_coupon forbidden',
    ],
    [
      'a change that forgets the stores',
      partner.updateStock,
      update,
      '/store_scope',
      undefined,
      'warning /store_scope advised',
    ],
    [
      'a change with half a mini-program',
      partner.updateStock,
      update,
      '/usage_rule_display_info/mini_program_path',
      undefined,
      'error /usage_rule_display_info/mini_program_path required',
    ],
    [
      'a budget without the present number',
      partner.updateStockBudget,
      budget,
      '/current_max_count',
      undefined,
      'error /current_max_count required',
    ],
    [
      'a budget of the other mode',
      partner.updateStockBudget,
      budget,
      '/target_max_count_per_day',
      1,
      'error /target_max_count_per_day forbidden',
    ],
    [
      'a budget of no mode',
      partner.updateStockBudget,
      budget,
      '/update_mode',
      'X',
      'error /update_mode picklist',
    ],
    [
      'a change of a coupon with too much to pick',
      partner.updateProductCoupon,
      sampleOf('updateProductCoupon', 0),
      '/display_info/combo_package_list',
      [{ name: '套餐', pick_count: 2, choice_list: [{ name: '面', price: 1, count: 1 }] }],
      'error /display_info/combo_package_list/0/pick_count pick_count',
    ],
    ['a use at no time', partner.useCoupon, use, '/use_time', 'now', 'error /use_time rfc3339'],
    [
      'a use without an order',
      partner.useCoupon,
      use,
      '/associated_order_info',
      undefined,
      'warning /associated_order_info advised',
    ],
    [
      'a use in two orders',
      partner.useCoupon,
      use,
      '/associated_pay_score_order_info',
      { order_id: '1' },
      'error /associated_pay_score_order_info forbidden',
    ],
    [
      'a use in an order without a number',
      partner.useCoupon,
      use,
      '/associated_order_info',
      {},
      'error /associated_order_info/transaction_id required',
    ],
    [
      'a use in an own order without a merchant',
      partner.useCoupon,
      use,
      '/associated_order_info',
      { out_trade_no: 'order-1' },
      'error /associated_order_info/mchid required',
    ],
    [
      'a code that leads elsewhere',
      partner.confirmCoupon,
      sampleOf('confirmCoupon', 0),
      '/coupon_code',
      '..',
      'error /coupon_code regex',
    ],
    [
      'a short request number',
      partner.confirmCoupon,
      sampleOf('confirmCoupon', 0),
      '/out_request_no',
      '12345',
      'error /out_request_no regex',
    ],
    [
      'a large page',
      partner.listUserCoupons,
      sampleOf('listUserCoupons', 0),
      '/page_size',
      51,
      'error /page_size max_value',
    ],
    [
      'a callback URL that is not public',
      brand.setCouponNotifyUrl,
      { notify_url: 'https://localhost/coupons' },
      '/notify_url',
      'https://localhost/coupons',
      'error /notify_url public_host',
    ],
  ])('%s', (_, endpoint, input, pointer, value, ...expected) => {
    expect(issuesOf(endpoint, changed(input, pointer, value))).toEqual(expected)
  })

  it('explain says in both languages what to do', () => {
    const wrong = changed(bundle, `${rounds}/normal_coupon_list`, money(1500, 500, 400))
    let error: unknown
    try {
      toRequest(partner.createProductCoupon as AnyEndpoint, wrong as never)
    } catch (thrown) {
      error = thrown
    }
    expect(explain(error)).toContain('expected at least 500; found 400')
    expect(explain(error, { language: 'zh' })).toContain('从第三次起，优惠力度不得低于前一次')
  })
})
