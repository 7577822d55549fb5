// Every endpoint of coupons, as both identities: what is sent, and what is read.
import { type ApiError, type Endpoint, explain } from '@wxdp/core'
import * as brand from '@wxdp/core/brand/coupon'
import * as partner from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { keys } from '@wxdp-internal/fixtures'
import { type CouponExchange, couponExchanges } from '@wxdp-internal/fixtures/coupon-exchanges'
import { alike, equal, refuses, test, thrownBy } from '../harness/index.ts'
import { respondWith } from './support/call.ts'
import { couponServer, isAsSampled, type ReceivedRequest, same } from './support/coupon-server.ts'

const group = 'coupon endpoints'

/** What is read of an output with the type that the endpoint gives it, and what that is in each sample. */
type Reading<Output> = readonly [read: (output: Output) => unknown, ...expected: readonly unknown[]]
type Readings<EntryPoint> = {
  readonly [Name in keyof EntryPoint]: EntryPoint[Name] extends Endpoint<infer _Input, infer Output>
    ? Reading<Output>
    : never
}

const url = 'https://callback.example.com/wechatpay/coupons'
const readings: Readings<typeof partner> = {
  setCouponNotifyUrl: [({ notify_url }) => notify_url, url],
  getCouponNotifyUrl: [({ update_time }) => update_time, '2026-11-28T10:00:00+08:00'],
  getProductAuthorities: [({ authorization_product = [] }) => authorization_product.length, 3],
  uploadImage: [({ image_url }) => image_url, 'https://img.example.com/coupon/item.png'],
  createProductCoupon: [
    ({ type, stock, stock_bundle }) => [
      type,
      stock?.sent_count_info.total_count,
      stock_bundle?.stock_list.map(({ progressive_bundle_usage_rule: rule }) => rule?.normal_coupon),
    ],
    ['DISCOUNT', 0, undefined],
    ['EXCHANGE', undefined, undefined],
    ['NORMAL', undefined, [1500, 500, 800].map((discount_amount) => ({ threshold: 5000, discount_amount }))],
  ],
  getProductCoupon: [({ single_usage_info: info }) => info?.discount_coupon?.percent_off, 20],
  updateProductCoupon: [({ display_info }) => display_info.name, '周末打八折'],
  deactivateProductCoupon: [
    ({ state, deactivate_reason }) => [state, deactivate_reason],
    ['DEACTIVATED', '商品下架'],
  ],
  createStock: [({ stock_id }) => stock_id, '9100000001001'],
  listStocks: [
    ({ total_count, stock_list = [], next_page_token }) => [total_count, stock_list.length, next_page_token],
    [51, 1, 'c3lu'],
    [undefined, 1, undefined],
  ],
  getStock: [({ stock_send_rule }) => stock_send_rule.max_count_per_day, 2000],
  updateStock: [({ remark }) => remark, '改说明'],
  updateStockBudget: [
    ({ stock_send_rule }) => [stock_send_rule.max_count, stock_send_rule.max_count_per_day],
    [30_000, 2000],
    [20_000, 3000],
  ],
  deactivateStock: [({ state, sent_count_info }) => [state, sent_count_info.today_count], ['DEACTIVATED', 0]],
  confirmCoupon: [
    ({ coupon_state, confirm_request_no }) => [coupon_state, confirm_request_no],
    ['EFFECTIVE', 'cfm-20261205-000001'],
  ],
  useCoupon: [
    ({ coupon_state, single_usage_detail }) => [coupon_state, single_usage_detail?.saved_amount],
    ['USED', 2400],
    ['USED', 2400],
    ['USED', 2400],
  ],
  returnCoupon: [({ single_usage_detail }) => single_usage_detail?.return_request_no, 'ret-20261207-000001'],
  deactivateUserCoupon: [({ deactivate_request_no }) => deactivate_request_no, 'off-20261208-000001'],
  getUserCoupon: [
    ({ stock, user_product_coupon_bundle_info: bundle }) => [stock.stock_id, bundle?.used_count],
    ['9100000001001', undefined],
    ['9100000002002', 1],
  ],
  listUserCoupons: [
    ({ user_coupon_list = [] }) => user_coupon_list.map(({ coupon_state }) => coupon_state),
    ['CONFIRMING'],
    ['CONFIRMING'],
  ],
}
const ofBrand: Readings<typeof brand> = readings

/** Makes the call of a sample, and expects what the sample says, or what is claimed in its place. */
async function exchange(sample: CouponExchange, claimed: CouponExchange = sample): Promise<unknown> {
  const { options, requests } = couponServer(
    sample.endpoint.caller,
    respondWith(JSON.stringify(sample.output)),
  )
  const output = await createClient(options).call(sample.endpoint, sample.input)
  equal(requests.length, 1)
  await isAsSampled(claimed, requests[0] as ReceivedRequest)
  same(output, claimed.output)
  return output
}

const seen = new Map<string, number>()
for (const sample of couponExchanges) {
  const { operationId, endpoint } = sample
  const nth = (seen.get(operationId) ?? 0) + 1
  seen.set(operationId, nth)
  test(group, `${endpoint.caller}: ${endpoint.name}, sample ${nth}`, async () => {
    const output = await exchange(sample)
    const table = endpoint.caller === 'mchid' ? readings : ofBrand
    const [read, ...expected] = table[endpoint.name as keyof typeof ofBrand] as Reading<unknown>
    alike([read(output), expected.length >= nth], [expected[nth - 1], true])
  })
}

test(group, 'every endpoint of both entry points was called', () => {
  const called = (caller: string) =>
    new Set(couponExchanges.map(({ endpoint }) => endpoint).filter((endpoint) => endpoint.caller === caller))
  const known: readonly (readonly [string, object])[] = [
    ['mchid', partner],
    ['brand_id', brand],
  ]
  for (const [caller, entryPoint] of known) {
    const missing = Object.entries(entryPoint).filter(([, endpoint]) => !called(caller).has(endpoint))
    alike([missing.map(([name]) => name), called(caller).size], [[], Object.keys(entryPoint).length])
  }
})

for (const entryPoint of [partner, brand]) {
  const { confirmCoupon, getUserCoupon } = entryPoint
  const { caller } = confirmCoupon
  const sampleOf = (endpoint: unknown): CouponExchange =>
    couponExchanges.find((sample) => sample.endpoint === endpoint) as CouponExchange
  const callWith = (sample: CouponExchange, body: string, options: Parameters<typeof respondWith>[1] = {}) =>
    createClient(couponServer(caller, respondWith(body, options)).options).call(sample.endpoint, sample.input)

  test(group, `${caller}: another request or response than the sampled one is found`, async () => {
    const sample = sampleOf(confirmCoupon)
    const { sends, body, output, endpoint } = sample
    const other = caller === 'mchid' ? 'brand_id' : 'mchid'
    for (const change of [
      { sends: `${sends}0` },
      { body: { ...body, more: 1 } },
      { output: { ...output, more: 1 } },
      { endpoint: { ...endpoint, caller: other } },
    ] as const) {
      await thrownBy(() => exchange(sample, { ...sample, ...change }))
    }
  })

  test(group, `${caller}: a response that is forged or lacks a field is refused`, async () => {
    const sample = sampleOf(confirmCoupon)
    const body = JSON.stringify(sample.output)
    const sent = body.replace('EFFECTIVE', 'USED')
    await refuses('FETCH_UNTRUSTED', () => callWith(sample, body, { sent }))
    const by = { serialNo: keys.platform.serialNo, privateKey: keys.brand.privateKey }
    await refuses('FETCH_UNTRUSTED', () => callWith(sample, body, { by }))
    for (const name of ['coupon_state', 'stock', 'product_coupon']) {
      const without = JSON.stringify({ ...sample.output, [name]: undefined })
      await refuses('CORE_RESPONSE_INVALID', () => callWith(sample, without))
    }
  })

  test(group, `${caller}: an error has its code, status and numbered cause`, async () => {
    for (const [status, code, message, number] of [
      [403, 'NOT_ENOUGH', '用户商品券当前无法使用', undefined],
      [400, 'ALREADY_EXISTS', '商品券已存在', undefined],
      [400, 'INVALID_REQUEST', '更新参数不完整', 268_578_651],
      [404, 'NOT_FOUND', '当前访问对象不存在', undefined],
    ] as const) {
      const headers = { 'request-id': number === undefined ? '08A1B2C3' : `08A1B2C3-${number}` }
      const body = JSON.stringify({ code, message })
      const error = (await thrownBy(() =>
        callWith(sampleOf(getUserCoupon), body, { status, headers }),
      )) as ApiError
      const { verified, reason, errorNumber } = error
      alike([error.status, error.code, reason, errorNumber, verified], [status, code, message, number, true])
      equal(
        explain(error, { language: 'en' }).includes('Send the present and the new number'),
        number !== undefined,
      )
    }
  })
}
