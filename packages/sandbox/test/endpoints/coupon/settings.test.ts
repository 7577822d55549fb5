import { describe, expect, it } from 'vitest'
import { fault } from '../../support/caller.ts'
import { couponStage, kinds } from '../../support/coupon-caller.ts'
import { china, stage } from '../../support/stage.ts'

describe.each(kinds)('the callback URL of coupons of a %s', (kind) => {
  const url = 'https://pay.example.com/coupons'

  it('is set, read and replaced, apart from that of plans', async () => {
    const { post, get, box, wait } = await couponStage(kind, { url: false })
    expect((await post('/notify-configs', { notify_url: url })).body).toEqual({
      notify_url: url,
      update_time: china(0),
    })
    wait(1000)
    await post('/notify-configs', { notify_url: `${url}/2` })
    const { body } = await get('/notify-configs')
    expect([body.notify_url, body.update_time]).toEqual([`${url}/2`, china(1 / 86_400)])
    expect(box.control.notifyUrl).toBeUndefined()
  })

  it('is not found before', async () => {
    const { get } = await couponStage(kind, { url: false })
    const response = await get('/notify-configs')
    expect([fault(response), response.body.message]).toEqual(['404 NOT_FOUND', '未设置商品券回调地址'])
    expect(fault(await get('/notify-configs', { brand_id: '120344' }))).toBe(
      '400 PARAM_ERROR brand_id 268578101',
    )
  })

  it.each([
    ['no URL', {}, '400 PARAM_ERROR /notify_url 268578101'],
    ['a query', { notify_url: `${url}?a=1` }, '400 PARAM_ERROR /notify_url 268578101'],
    ['a brand', { notify_url: url, brand_id: '120344' }, '400 PARAM_ERROR /brand_id 268578101'],
  ])('must not have %s', async (_, body, refusal) => {
    const { post } = await couponStage(kind, { url: false })
    expect(fault(await post('/notify-configs', body))).toBe(refusal)
  })
})

describe('what a brand has authorised', () => {
  const target = (brand: string): string => `/v3/brand-basic/partner/brands/${brand}/product-authorities`

  it('is what plans need', async () => {
    const { partner } = await stage()
    expect((await partner('GET', target('120344'))).body).toEqual({
      brand_id: '120344',
      authorization_type: 'AUTHORIZATION_TYPE_PARTLY',
      authorization_product: [
        'BRAND_PRODUCT_AUTHORITY_PRODUCT_COUPON',
        'BRAND_PRODUCT_AUTHORITY_SHAKE_COUPON',
        'BRAND_PRODUCT_AUTHORITY_BRAND_STORE',
      ],
      update_time: '2026-01-01T00:00:00+08:00',
    })
  })

  it('is refused for another brand', async () => {
    const { partner } = await stage()
    expect(fault(await partner('GET', target('40009')))).toBe('400 PARAM_ERROR brand_id')
  })

  it('has a limit of 10 a second with a code of its own', async () => {
    const { partner } = await stage()
    const all = await Promise.all(Array.from({ length: 11 }, () => partner('GET', target('120344'))))
    expect(all.map(fault).sort()).toEqual([...Array(10).fill('200'), '429 FREQUENCY_LIMITED'])
  })
})

it('other calls of coupons have the usual code', async () => {
  const { create, get } = await couponStage('partner')
  const { product_coupon_id } = await create()
  const all = await Promise.all(
    Array.from({ length: 21 }, () => get(`/product-coupons/${product_coupon_id}`)),
  )
  expect(all.map(fault).sort()).toEqual([...Array(20).fill('200'), '429 RATELIMIT_EXCEEDED'])
})
