import { createSigner } from '@wxdp/auth'
import {
  confirmCoupon as confirmOwn,
  deactivateUserCoupon as deactivateOwn,
  returnCoupon as returnOwn,
  useCoupon as useOwn,
} from '@wxdp/core/brand/coupon'
import { setNotifyUrl } from '@wxdp/core/partner'
import {
  confirmCoupon,
  deactivateUserCoupon,
  getUserCoupon,
  returnCoupon,
  useCoupon,
} from '@wxdp/core/partner/coupon'
import type { FetchInit } from '@wxdp/fetch'
import { callOnce } from '@wxdp/fetch/coupon'
import { keys } from '@wxdp-internal/fixtures'
import samples from '@wxdp-internal/fixtures/coupon-samples.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { broken, errorOf, failure, setup, success } from '../support/setup.ts'

const sample = samples.exchanges.find(({ endpoint }) => endpoint === 'confirmCoupon')?.output
const id = {
  ...{ openid: 'oSyn-1', coupon_code: 'SYN0000000000000000001' },
  ...{ product_coupon_id: '9100000001', stock_id: '9100000001001', appid: 'wx00000000000000a1' },
}
const ours = { ...id, out_request_no: 'number-of-ours' }
const inputs = {
  confirmCoupon: ours,
  useCoupon: {
    ...ours,
    use_time: '2026-12-06T12:30:00+08:00',
    associated_order_info: { transaction_id: '42' },
  },
  returnCoupon: ours,
  deactivateUserCoupon: { ...ours, deactivate_reason: '用户投诉处理' },
}
type Action = keyof typeof inputs
const actions = Object.keys(inputs) as Action[]

/** A coupon on which this action carries this number. */
function couponWith(action: Action, number: string, detail = 'single_usage_detail') {
  const fields = {
    confirmCoupon: { confirm_request_no: number },
    useCoupon: { [detail]: { use_request_no: number } },
    returnCoupon: { [detail]: { use_request_no: 'another', return_request_no: number } },
    deactivateUserCoupon: { deactivate_request_no: number },
  }
  const { confirm_request_no, single_usage_detail, ...bare } = sample as unknown as Record<string, unknown>
  return { ...bare, ...fields[action] }
}

type Responder = () => Response | Promise<Response>
const refused =
  (status: number, code: string): Responder =>
  () =>
    failure(status, code)
const coupon =
  (body: object): Responder =>
  () =>
    success(JSON.stringify(body))

/** A client to which WeChat Pay responds in turn; without more responses, with the last one. */
function responding(...responses: Responder[]) {
  const sent: { url: URL; init: FetchInit }[] = []
  const fetch = async (url: string, init: FetchInit) => {
    sent.push({ url: new URL(url), init })
    return (responses[sent.length - 1] ?? (responses.at(-1) as Responder))()
  }
  const { brandId, serialNo, privateKey } = { ...keys.merchant, brandId: '40001' }
  const own = createSigner({ brandId, serialNo, privateKey })
  return { sent, client: setup({ fetch }).client, brandClient: setup({ fetch, signer: own }).client }
}

const ofPartner = { confirmCoupon, useCoupon, returnCoupon, deactivateUserCoupon }
const ofBrand = {
  confirmCoupon: confirmOwn,
  useCoupon: useOwn,
  returnCoupon: returnOwn,
  deactivateUserCoupon: deactivateOwn,
}
type AnyClient = Parameters<typeof callOnce>[0]
const partnerCall = (action: Action, client: AnyClient) =>
  callOnce(client, ofPartner[action] as typeof useCoupon, { ...inputs[action], brand_id: '40001' } as never)
const brandCall = (action: Action, client: AnyClient) =>
  callOnce(client, ofBrand[action] as typeof useOwn, inputs[action] as never)

describe.each(actions)('%s', (action) => {
  it('returns the coupon of the response, and reads nothing', async () => {
    const done = couponWith(action, ours.out_request_no)
    const { client, sent } = responding(coupon(done))
    expect(await partnerCall(action, client)).toEqual(done)
    expect(sent).toHaveLength(1)
  })

  it.each([
    [400, 'INVALID_REQUEST'],
    [400, 'ALREADY_EXISTS'],
    [403, 'NOT_ENOUGH'],
    [409, 'ABORTED'],
  ])('refused with %i %s, is done if the coupon carries its number', async (status, code) => {
    const done = couponWith(action, ours.out_request_no)
    const { client, sent } = responding(refused(status, code), coupon(done))
    expect(await partnerCall(action, client)).toEqual(done)
    const read = sent[1]
    expect(read?.init.method).toBe('GET')
    expect(read?.url.pathname).toBe(
      '/v3/marketing/partner/product-coupon/users/oSyn-1/coupons/SYN0000000000000000001',
    )
    expect(Object.fromEntries(read?.url.searchParams ?? [])).toEqual({
      ...{ product_coupon_id: '9100000001', stock_id: '9100000001001', appid: 'wx00000000000000a1' },
      brand_id: '40001',
    })
  })

  it('of a brand reads the brand’s coupon, without naming the brand', async () => {
    const done = couponWith(action, ours.out_request_no)
    const { brandClient, sent } = responding(refused(400, 'INVALID_REQUEST'), coupon(done))
    expect(await brandCall(action, brandClient)).toEqual(done)
    expect(sent.map(({ url }) => url.pathname.split('/')[1])).toEqual(['brand', 'brand'])
    expect(sent[1]?.url.searchParams.has('brand_id')).toBe(false)
  })

  it('is refused if the coupon carries another number, or none', async () => {
    for (const found of [
      couponWith(action, 'another-number'),
      couponWith('confirmCoupon', 'another-number'),
    ]) {
      const { client } = responding(refused(400, 'INVALID_REQUEST'), coupon(found))
      const error = await errorOf(partnerCall(action, client))
      expect(error).toMatchObject({ code: 'INVALID_REQUEST', endpoint: action })
    }
  })
})

it.each(['useCoupon', 'returnCoupon'] as const)(
  '%s finds its number in a bundle’s details',
  async (action) => {
    const done = couponWith(action, ours.out_request_no, 'progressive_bundle_usage_detail')
    const { client } = responding(refused(400, 'INVALID_REQUEST'), coupon(done))
    expect(await partnerCall(action, client)).toEqual(done)
  },
)

it.each<[string, Responder, string]>([
  ['404', refused(404, 'NOT_FOUND'), 'NOT_FOUND'],
  ['401', refused(401, 'SIGN_ERROR'), 'SIGN_ERROR'],
  ['429', refused(429, 'RATELIMIT_EXCEEDED'), 'RATELIMIT_EXCEEDED'],
  ['500', refused(500, 'SYSTEM_ERROR'), 'SYSTEM_ERROR'],
  ['no response', () => broken('', {} as never) as Promise<Response>, 'FETCH_NETWORK'],
])('reads nothing after %s: that is no refusal of an earlier success', async (_, responder, code) => {
  const { client, sent } = responding(responder)
  expect((await errorOf(partnerCall('confirmCoupon', client))).code).toBe(code)
  expect(new Set(sent.map(({ init }) => init.method))).toEqual(new Set(['POST']))
})

it('rejects as the reading does if the coupon cannot be read', async () => {
  const { client } = responding(refused(400, 'INVALID_REQUEST'), refused(404, 'NOT_FOUND'))
  expect(await errorOf(partnerCall('confirmCoupon', client))).toMatchObject({ endpoint: 'getUserCoupon' })
})

it('sends nothing for an input that is wrong, or after an abort', async () => {
  const { client, sent } = responding(coupon({}))
  const wrong = { ...ours, brand_id: '40001', out_request_no: 'short' }
  expect((await errorOf(callOnce(client, confirmCoupon, wrong))).code).toBe('CORE_INPUT_INVALID')
  const signal = AbortSignal.abort(new Error('enough'))
  const call = callOnce(client, confirmOwn, ours, { signal })
  await expect(call).rejects.toThrow()
  expect(sent).toEqual([])
})

it.each([
  [undefined, confirmCoupon, /client must come from createClient/],
  [{ call: () => {} }, undefined, /endpoint must be one of confirmCoupon, useCoupon/],
  [{ call: () => {} }, setNotifyUrl, /endpoint must be one of/],
  [{ call: () => {} }, getUserCoupon, /endpoint must be one of/],
])('refuses %o with %o at once', async (client, endpoint, message) => {
  await expect(callOnce(client as never, endpoint as never, ours as never)).rejects.toThrow(message)
})
