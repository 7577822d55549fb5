// Inputs of coupons that break a rule: some of each kind, as both identities. Nothing is sent.
import { type CoreError, checkInput, type Endpoint } from '@wxdp/core'
import * as brand from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { couponExchanges } from '@wxdp-internal/fixtures/coupon-exchanges'
import { alike, equal, test, thrownBy } from '../harness/index.ts'
import { respondWith } from './support/call.ts'
import { couponServer } from './support/coupon-server.ts'

const group = 'coupon refusals'

type Name = keyof typeof brand
type Json = { [name: string]: unknown }
/** A sample: the name of its endpoint, and which of its samples. */
type Sample = readonly [name: Name, nth: number]
type Row = readonly [what: string, sample: Sample, pointer: string, value: unknown, ...issues: string[]]

const shop: Sample = ['createProductCoupon', 0]
const item: Sample = ['createProductCoupon', 1]
const bundle: Sample = ['createProductCoupon', 2]
const use: Sample = ['useCoupon', 0]
const period = '/stock/single_usage_rule/coupon_available_period'
const usage = '/stock/usage_rule_display_info'
const rounds = '/stock_bundle/progressive_bundle_usage_rule/normal_coupon_list'
const combos = '/display_info/combo_package_list'
const order = '/associated_order_info'
const money = (...amounts: number[]) => amounts.map((discount_amount) => ({ threshold: 0, discount_amount }))

const rows: readonly Row[] = [
  ['a fixed price for the whole shop', shop, '/type', 'EXCHANGE', '/type item_type'],
  ['no rule', shop, '/single_usage_info', undefined, '/single_usage_info required'],
  [
    'the rule of another type',
    shop,
    '/single_usage_info',
    { normal_coupon: { threshold: 0, discount_amount: 1 } },
    '/single_usage_info/normal_coupon forbidden',
    '/single_usage_info/discount_coupon required',
  ],
  ['the rule of a single use', bundle, '/single_usage_info', { normal_coupon: money(1)[0] }, 'forbidden'],
  ['too few rounds', bundle, rounds, money(1, 1), `${rounds} rounds`],
  ['a round worth less', bundle, rounds, money(9, 2, 1), `${rounds}/2/discount_amount worth_less`],
  ['a group with a code for each call', bundle, '/stock_bundle/coupon_code_mode', 'API_ASSIGN', 'picklist'],
  ['items without a price', item, '/display_info/original_price', undefined, 'required'],
  ['more to pick than there is', item, `${combos}/0/pick_count`, 3, 'pick_count'],
  ['a choice that costs nothing', item, `${combos}/0/choice_list/0/price`, 0, 'min_value'],
  ['a name of two characters', shop, '/display_info/name', '折扣', 'min_length'],
  ['a remark of 21 characters', shop, '/stock/remark', '券'.repeat(21), 'max_length'],
  ['an emoji', shop, '/stock/remark', '券🎫', 'bmp'],
  ['half a character', shop, '/stock/remark', '券\ud800', 'bmp'],
  ['null', shop, '/out_product_no', null, 'string'],
  ['a field that nobody knows', shop, '/issuance_type', 'BLIND_BOX', 'unknown_field'],
  [
    'an end before the begin',
    shop,
    `${period}/available_end_time`,
    '2026-11-30T00:00:00+08:00',
    'start_before_end',
  ],
  ['367 days', shop, `${period}/available_end_time`, '2027-12-03T00:00:00+08:00', 'max_days'],
  ['no time', shop, `${period}/available_end_time`, 'soon', 'rfc3339'],
  ['a mini-program without a path', shop, `${usage}/mini_program_path`, undefined, 'required'],
  ['too many coupons', shop, '/stock/stock_send_rule/max_count', 100_000_001, 'max_value'],
  ['part of a coupon', shop, '/stock/stock_send_rule/max_count', 1.5, 'safe_integer'],
  ['a number of 5 characters', ['createStock', 0], '/out_request_no', '12345', 'regex'],
  [
    'a budget without its present number',
    ['updateStockBudget', 0],
    '/current_max_count',
    undefined,
    'required',
  ],
  ['a budget of the other mode', ['updateStockBudget', 0], '/target_max_count_per_day', 1, 'forbidden'],
  [
    'a reason of 151 characters',
    ['deactivateStock', 0],
    '/deactivate_reason',
    '因'.repeat(151),
    'max_length',
  ],
  ['a page of 51', ['listStocks', 0], '/page_size', 51, 'max_value'],
  ['an unknown state', ['listUserCoupons', 0], '/coupon_state', 'confirming', 'picklist'],
  ['a code that leads elsewhere', ['confirmCoupon', 0], '/coupon_code', '..', 'regex'],
  ['a code of 41 characters', ['confirmCoupon', 0], '/coupon_code', '1'.repeat(41), 'max_length'],
  ['two orders', use, '/associated_pay_score_order_info', { order_id: '1' }, 'forbidden'],
  ['an order without a number', use, `${order}/transaction_id`, undefined, 'required'],
  ['an order without its merchant', use, order, { out_trade_no: '1' }, `${order}/mchid required`],
  ['less than nothing saved', use, '/saved_amount', -1, 'min_value'],
  [
    'a URL with a query',
    ['setCouponNotifyUrl', 0],
    '/notify_url',
    'https://pay.example.com/b?c=d',
    'no_query',
  ],
  ['a URL without TLS', ['setCouponNotifyUrl', 0], '/notify_url', 'http://pay.example.com/b', 'https_only'],
]

/** An input in which one place has another value. `undefined` takes it out. */
function changed(input: object, pointer: string, value: unknown): Json {
  const copy = JSON.parse(JSON.stringify(input)) as Json
  const names = pointer.split('/').slice(1)
  const last = names.pop() as string
  const parent = names.reduce((at, name) => at[name] as Json, copy)
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return copy
}

type AnyEndpoint = Endpoint<object, unknown>

function sampleOf(entryPoint: typeof partner | typeof brand, [name, nth]: Sample) {
  const endpoint = entryPoint[name] as unknown as AnyEndpoint
  const { input = {} } = couponExchanges.filter((sample) => sample.endpoint === endpoint)[nth] ?? {}
  return { endpoint, input }
}

/** What a client says about an input, before it sends anything. */
async function refusal(endpoint: AnyEndpoint, input: object): Promise<string[]> {
  const { options, requests } = couponServer(endpoint.caller, respondWith('{}'))
  const error = (await thrownBy(() => createClient(options).call(endpoint, input))) as CoreError
  alike([error.code, requests.length], ['CORE_INPUT_INVALID', 0])
  return error.issues.map(({ path, rule }) => `${path} ${rule}`)
}

for (const entryPoint of [partner, brand]) {
  const { caller } = entryPoint.confirmCoupon
  for (const [what, sample, pointer, value, ...issues] of rows) {
    test(group, `${caller}: ${sample[0]} with ${what}`, async () => {
      const { endpoint, input } = sampleOf(entryPoint, sample)
      const expected = issues.map((issue) => (issue.includes(' ') ? issue : `${pointer} ${issue}`))
      alike(await refusal(endpoint, changed(input, pointer, value)), expected)
    })
  }

  test(group, `${caller}: every problem is named at once`, async () => {
    const { endpoint, input } = sampleOf(entryPoint, shop)
    const twice = changed(changed(input, '/display_info/name', ''), `${usage}/usage_description`, undefined)
    alike(await refusal(endpoint, twice), [
      '/display_info/name min_length',
      `${usage}/usage_description required`,
    ])
  })

  test(group, `${caller}: without the change, nothing is refused`, async () => {
    for (const [, sample] of rows) {
      const { endpoint, input } = sampleOf(entryPoint, sample)
      equal(Object.keys(input).length > 0, true)
      alike(
        checkInput(endpoint, input).filter(({ severity }) => severity === undefined),
        [],
      )
      await thrownBy(() => refusal(endpoint, input))
    }
  })
}

test(group, 'a partner names the brand in every call, and a brand never does', async () => {
  const without = ['setCouponNotifyUrl', 'getCouponNotifyUrl', 'uploadImage']
  for (const name of Object.keys(brand) as Name[]) {
    const own = sampleOf(brand, [name, 0])
    alike(await refusal(own.endpoint, { ...own.input, brand_id: '40001' }), ['/brand_id unknown_field'])
    if (without.includes(name)) continue
    const { endpoint, input } = sampleOf(partner, [name, 0])
    alike(await refusal(endpoint, changed(input, '/brand_id', undefined)), ['/brand_id required'])
  }
})
