import { describe, expect, it } from 'vitest'
import { fault } from '../../support/caller.ts'
import { changed } from '../../support/coupon-bodies.ts'
import { bodyOf, couponBodies, couponStage, kinds } from '../../support/coupon-caller.ts'
import { china, createPlan, plans, reused } from '../../support/stage.ts'

describe.each(kinds)('a product coupon of a %s', (kind) => {
  const brand = kind === 'partner' ? { brand_id: '120344' } : {}
  const [shop, item, bundle] = couponBodies(kind)

  it('is created with its batch, and read without it', async () => {
    const { create, get } = await couponStage(kind)
    const { stock, ...coupon } = await create()
    const { out_request_no: _, stock: terms, ...sent } = shop
    expect(coupon).toEqual({ ...sent, product_coupon_id: '9100000001', state: 'EFFECTIVE' })
    expect(stock).toEqual({
      ...(terms as object),
      ...brand,
      product_coupon_id: '9100000001',
      stock_id: '9100000001001',
      sent_count_info: { total_count: 0, today_count: 0 },
      state: 'SENDING',
    })
    const read = await get('/product-coupons/9100000001')
    expect([read.status, read.body]).toEqual([200, coupon])
  })

  it('for certain items has its rule in the batch', async () => {
    const { create } = await couponStage(kind)
    const { stock, ...coupon } = await create(1)
    expect(coupon).not.toHaveProperty('single_usage_info')
    expect(stock?.single_usage_rule?.exchange_coupon).toEqual({ threshold: 0, exchange_price: 990 })
    expect(coupon.display_info).toEqual(item.display_info)
  })

  it('of several uses has a batch for each round', async () => {
    const { create } = await couponStage(kind)
    const { stock_bundle, stock } = await create(2)
    expect(stock).toBeUndefined()
    const { stock_bundle: terms } = bundle as unknown as {
      stock_bundle: { progressive_bundle_usage_rule: { normal_coupon_list: object[] } }
    }
    const rules = terms.progressive_bundle_usage_rule.normal_coupon_list
    expect(stock_bundle?.stock_list).toHaveLength(3)
    for (const [i, each] of (stock_bundle?.stock_list ?? []).entries()) {
      expect(each).toMatchObject({
        ...brand,
        stock_id: `910000000100${i + 1}`,
        stock_bundle_info: { stock_bundle_id: stock_bundle?.stock_bundle_id, stock_bundle_index: i },
        progressive_bundle_usage_rule: { normal_coupon: rules[i] },
      })
      expect('max_count_per_day' in each.stock_send_rule).toBe(i === 0)
    }
  })

  it.each([
    ['DISCOUNT', 'discount_coupon', { threshold: 0, percent_off: 10 }],
    ['EXCHANGE', 'exchange_coupon', { threshold: 0, exchange_price: 900 }],
  ])('of several uses may be of type %s', async (type, name, rule) => {
    const { create } = await couponStage(kind)
    const usage = '/stock_bundle/progressive_bundle_usage_rule'
    const { stock_bundle } = await create(2, {
      '/scope': 'SINGLE',
      '/display_info': item.display_info,
      '/type': type,
      [`${usage}/normal_coupon_list`]: undefined,
      [`${usage}/${name}_list`]: [rule, rule, rule],
    })
    for (const { progressive_bundle_usage_rule } of stock_bundle?.stock_list ?? []) {
      const { coupon_available_period: _, ...rules } = progressive_bundle_usage_rule ?? {}
      expect(rules).toEqual({ [name]: rule })
    }
  })

  it('of codes that are uploaded shows that there are none yet', async () => {
    const { create } = await couponStage(kind)
    const { stock } = await create(0, { '/stock/coupon_code_mode': 'UPLOAD' })
    expect(stock?.coupon_code_count_info).toEqual({ total_count: 0, available_count: 0 })
  })

  it('gets an id that no coupon from elsewhere has', async () => {
    const { create, partner } = await couponStage(kind)
    await createPlan(partner, { ...reused, product_coupon_id: '9100000002', stock_id: '1' })
    expect((await create()).product_coupon_id).toBe('9100000003')
  })

  it('needs the callback URL of coupons, whose absence leaves the number free', async () => {
    const { post } = await couponStage(kind, { url: false })
    const refused = await post('/product-coupons', shop)
    expect(fault(refused)).toBe('400 INVALID_REQUEST')
    expect(refused.body.message).toBe('请先设置商品券回调地址')
    await post('/notify-configs', { notify_url: 'https://pay.example.com/coupons' })
    expect(fault(await post('/product-coupons', shop))).toBe('200')
  })

  it('has a number that is refused the second time, also with the same body', async () => {
    const { create, post } = await couponStage(kind)
    await create()
    expect(fault(await post('/product-coupons', shop))).toBe('400 ALREADY_EXISTS')
    const { body } = await post('/product-coupons', { ...item, out_request_no: shop.out_request_no })
    expect(body).toEqual({ code: 'ALREADY_EXISTS', message: '商品券已存在' })
  })

  it('changes its display, of which pictures are replaced but never cleared', async () => {
    const { create, patch, get } = await couponStage(kind)
    const { stock: _, ...coupon } = await create()
    const path = `/product-coupons/${coupon.product_coupon_id}`
    const change = { name: '周末打八折', image_url: 'https://a/1', background_url: 'https://a/2' }
    const bodyWith = (number: string, display: object) =>
      bodyOf(kind, 'updateProductCoupon', { '/out_request_no': number, '/display_info': display })
    const first = await patch(path, bodyWith('edit-0001', change))
    const before = coupon.display_info.detail_image_url_list
    expect(first.body).toEqual({ ...coupon, display_info: { ...change, detail_image_url_list: before } })
    const pictures = { ...change, detail_image_url_list: [] }
    expect((await patch(path, bodyWith('edit-0002', pictures))).body).toEqual(first.body)
    const others = { ...change, detail_image_url_list: ['https://a/3'] }
    const third = await patch(path, bodyWith('edit-0003', others))
    expect(third.body).toEqual({ ...coupon, display_info: others })
    expect((await get(path)).body).toEqual(third.body)
    expect(fault(await patch(path, bodyWith('edit-0003', others)))).toBe('400 ALREADY_EXISTS')
  })

  it('without pictures stays so', async () => {
    const { create, patch } = await couponStage(kind)
    const { product_coupon_id } = await create(1)
    const body = bodyOf(kind, 'updateProductCoupon', { '/display_info': item.display_info })
    const response = await patch(`/product-coupons/${product_coupon_id}`, body)
    expect(response.body.display_info).toEqual(item.display_info)
  })

  it('for certain items keeps its price and its packages', async () => {
    const { create, patch } = await couponStage(kind)
    const { product_coupon_id } = await create(1)
    const body = bodyOf(kind, 'updateProductCoupon')
    expect(fault(await patch(`/product-coupons/${product_coupon_id}`, body))).toBe(
      '400 INVALID_REQUEST /display_info/original_price 268578476',
    )
  })

  it('ends with its batches, once', async () => {
    const { create, post, patch, get } = await couponStage(kind)
    const { stock, ...coupon } = await create()
    const path = `/product-coupons/${coupon.product_coupon_id}`
    const ending = {
      deactivate_request_no: 'end-coupon-0001',
      deactivate_time: china(0),
      deactivate_reason: '商品下架',
    }
    const ended = { ...coupon, ...ending, state: 'DEACTIVATED' }
    const body = bodyOf(kind, 'deactivateProductCoupon')
    expect((await post(`${path}/deactivate`, body)).body).toEqual(ended)
    expect((await get(path)).body).toEqual(ended)
    expect((await get(`${path}/stocks/${stock?.stock_id}`)).body).toEqual({
      ...stock,
      ...ending,
      state: 'DEACTIVATED',
    })
    expect((await post(`${path}/deactivate`, body)).body).toEqual({
      code: 'INVALID_REQUEST',
      message: '商品券已失效',
    })
    for (const response of [
      await patch(path, bodyOf(kind, 'updateProductCoupon')),
      await post(`${path}/stocks`, bodyOf(kind, 'createStock')),
    ]) {
      expect([fault(response), response.body.message]).toEqual(['400 INVALID_REQUEST', '商品券已失效'])
    }
  })

  it('that does not exist, or is of the other caller, is not found', async () => {
    const { create, post, patch, get, box, brand, partner } = await couponStage(kind)
    const other = kind === 'partner' ? brand : partner
    const { product_coupon_id: id } = await create()
    for (const response of [
      await get('/product-coupons/9100000009'),
      await patch('/product-coupons/9100000009', bodyOf(kind, 'updateProductCoupon')),
      await post('/product-coupons/9100000009/deactivate', bodyOf(kind, 'deactivateProductCoupon')),
      await post('/product-coupons/9100000009/stocks', bodyOf(kind, 'createStock')),
      await get('/product-coupons/9100000009/stocks'),
      await get('/product-coupons/9100000009/stocks/1'),
      await other(
        'GET',
        kind === 'partner'
          ? `/brand/marketing/product-coupon/product-coupons/${id}`
          : `/v3/marketing/partner/product-coupon/product-coupons/${id}?brand_id=120344`,
      ),
    ]) {
      expect([fault(response), response.body.message]).toEqual(['404 NOT_FOUND', '商品券不存在'])
    }
    expect(box.control.coupons().total).toBe(1)
  })

  it('in audit is refused as being modified', async () => {
    const first = await couponStage(kind)
    const { product_coupon_id, stock } = await first.create()
    const saved = JSON.stringify(await first.box.save())
      .replaceAll('"state":"EFFECTIVE"', '"state":"AUDITING"')
      .replaceAll('"state":"SENDING"', '"state":"AUDITING"')
    const { patch } = await couponStage(kind, { url: false, state: JSON.parse(saved) })
    const path = `/product-coupons/${product_coupon_id}`
    for (const response of [
      await patch(path, bodyOf(kind, 'updateProductCoupon')),
      await patch(`${path}/stocks/${stock?.stock_id}`, bodyOf(kind, 'updateStock')),
    ]) {
      expect(fault(response)).toBe('409 ABORTED')
    }
  })
})

describe('a service provider', () => {
  it('needs the authorisation of the brand', async () => {
    const { partner, post, get } = await couponStage('partner')
    const [shop] = couponBodies('partner')
    expect(fault(await post('/product-coupons', changed(shop, { '/brand_id': '40009' })))).toBe(
      '403 NO_AUTH 268578088',
    )
    expect(fault(await get('/product-coupons/1', { brand_id: '40009' }))).toBe('403 NO_AUTH 268578088')
    expect(fault(await partner('GET', '/v3/marketing/partner/product-coupon/product-coupons/1'))).toBe(
      '400 PARAM_ERROR brand_id 268578531',
    )
    expect(fault(await get('/product-coupons/1', { state: 'EFFECTIVE' }))).toBe(
      '400 PARAM_ERROR state 268578101',
    )
  })

  it('ends plans with the coupon that they deliver', async () => {
    const { create, deliver, post, partner } = await couponStage('partner')
    const coupon = await create()
    const planId = await deliver(coupon)
    await post(
      `/product-coupons/${coupon.product_coupon_id}/deactivate`,
      bodyOf('partner', 'deactivateProductCoupon'),
    )
    const { body } = await partner('GET', `${plans}/120344/delivery-plans?plan_id=${planId}`)
    expect(body.plan_list).toMatchObject([{ plan_state: 'PAUSED' }])
  })
})

it('a brand does not name itself', async () => {
  const { post, get } = await couponStage('brand')
  const [shop] = couponBodies('brand')
  expect(fault(await post('/product-coupons', { ...shop, brand_id: '120344' }))).toBe(
    '400 PARAM_ERROR /brand_id 268578101',
  )
  expect(fault(await get('/product-coupons/1', { brand_id: '120344' }))).toBe(
    '400 PARAM_ERROR brand_id 268578101',
  )
})
