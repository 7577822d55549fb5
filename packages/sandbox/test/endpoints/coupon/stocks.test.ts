import { describe, expect, it } from 'vitest'
import { fault } from '../../support/caller.ts'
import { changed } from '../../support/coupon-bodies.ts'
import { bodyOf, couponStage, kinds, stocksIn } from '../../support/coupon-caller.ts'
import { china, day, iso } from '../../support/stage.ts'

describe.each(kinds)('a batch of a %s', (kind) => {
  const numbered = (endpoint: string, number: string, changes = {}) =>
    bodyOf(kind, endpoint, { '/out_request_no': number, ...changes })

  it('is added to a coupon, and returned itself', async () => {
    const { create, post, get } = await couponStage(kind)
    const { product_coupon_id, stock } = await create()
    const path = `/product-coupons/${product_coupon_id}/stocks`
    const body = bodyOf(kind, 'createStock', { '/stock/remark': undefined })
    const added = await post(path, body)
    expect(added.body).toMatchObject({
      ...(body.stock as object),
      stock_id: '9100000001002',
      state: 'SENDING',
    })
    expect(added.body).not.toHaveProperty('remark')
    expect((await get(`${path}/9100000001002`)).body).toEqual(added.body)
    expect((await get(`${path}/${stock?.stock_id}`)).body).toEqual(stock)
    expect(fault(await post(path, body))).toBe('400 ALREADY_EXISTS')
  })

  it('that is added must fit the coupon, and name the days of its week', async () => {
    const { create, post } = await couponStage(kind)
    const { product_coupon_id } = await create()
    const [shop, item, bundle] = [
      product_coupon_id,
      (await create(1)).product_coupon_id,
      (await create(2)).product_coupon_id,
    ]
    const add = async (id: string, changes = {}) =>
      fault(await post(`/product-coupons/${id}/stocks`, bodyOf(kind, 'createStock', changes)))
    const rule = '/stock/single_usage_rule'
    expect(await add(item)).toBe(`400 INVALID_REQUEST ${rule}/exchange_coupon 268579830`)
    expect(await add(shop, { [`${rule}/discount_coupon`]: { threshold: 0, percent_off: 1 } })).toBe(
      `400 INVALID_REQUEST ${rule}/discount_coupon 268579830`,
    )
    const week = `${rule}/coupon_available_period/weekly_available_period`
    expect(await add(shop, { [week]: {} })).toBe(`400 PARAM_ERROR ${week}/day_list 268578101`)
    expect(await add(shop, { [rule]: undefined })).toBe(`400 INVALID_REQUEST ${rule} 268580485`)
    expect(await add(bundle)).toBe('400 INVALID_REQUEST')
  })

  it('is changed by whole objects, and shows no store if none is named', async () => {
    const { create, patch, get } = await couponStage(kind)
    const { product_coupon_id, stock } = await create()
    const path = `/product-coupons/${product_coupon_id}/stocks/${stock?.stock_id}`
    const display = { code_display_mode: 'BARCODE' }
    const body = numbered('updateStock', 'edit-0001', {
      '/coupon_display_info': display,
      '/store_scope': undefined,
    })
    const response = await patch(path, body)
    const { usage_rule_display_info } = body
    expect(response.body).toEqual({
      ...stock,
      remark: '改说明',
      usage_rule_display_info,
      coupon_display_info: display,
      store_scope: 'NONE',
    })
    expect((await get(path)).body).toEqual(response.body)
    expect(fault(await patch(path, body))).toBe('400 ALREADY_EXISTS')
  })

  it('has its video in what changes it; a brand does not read it', async () => {
    const { create, get } = await couponStage(kind)
    const entrance_finder = {
      finder_id: '1',
      finder_video_id: '2',
      finder_video_cover_image_url: 'https://a',
    }
    const { product_coupon_id, stock } = await create(0, {
      '/stock/coupon_display_info/entrance_finder': entrance_finder,
    })
    expect(stock?.coupon_display_info.entrance_finder).toEqual(entrance_finder)
    const path = `/product-coupons/${product_coupon_id}/stocks`
    for (const read of [(await get(`${path}/${stock?.stock_id}`)).body, stocksIn(await get(path))[0]]) {
      expect(read).toMatchObject({ coupon_display_info: { code_display_mode: 'QRCODE' } })
      const shown = (read as { coupon_display_info: object }).coupon_display_info
      expect('entrance_finder' in shown).toBe(kind === 'partner')
    }
  })

  it('has a budget that changes if the present one is known', async () => {
    const { create, post, deliver, give } = await couponStage(kind)
    const coupon = await create()
    const { product_coupon_id, stock } = coupon
    const path = `/product-coupons/${product_coupon_id}/stocks/${stock?.stock_id}/update-budget`
    const change = async (number: string, changes = {}) =>
      post(path, numbered('updateStockBudget', number, changes))
    const more = await change('more-0001')
    expect(more.body).toMatchObject({ stock_send_rule: { max_count: 30_000, max_count_per_day: 2000 } })
    expect(fault(await change('more-0001'))).toBe('400 ALREADY_EXISTS')
    const stale = await change('more-0002')
    expect([fault(stale), stale.body.message]).toEqual([
      '400 INVALID_REQUEST',
      '预算旧值已无效，请查询后重试',
    ])
    const daily = {
      '/update_mode': 'MAX_COUNT_PER_DAY',
      '/current_max_count': undefined,
      '/target_max_count': undefined,
      '/current_max_count_per_day': 2000,
      '/target_max_count_per_day': 3000,
    }
    const perDay = await change('more-0003', daily)
    expect(perDay.body).toMatchObject({ stock_send_rule: { max_count: 30_000, max_count_per_day: 3000 } })

    const planId = await deliver(coupon)
    await give(planId, 'user-1')
    await give(planId, 'user-2')
    const less = await change('less-0001', { '/current_max_count': 30_000, '/target_max_count': 1 })
    expect([fault(less), less.body.message]).toEqual(['400 INVALID_REQUEST', '目标值小于已发放数量'])
    const lessToday = { '/current_max_count_per_day': 3000, '/target_max_count_per_day': 1 }
    expect(fault(await change('less-0002', { ...daily, ...lessToday }))).toBe('400 INVALID_REQUEST')
    const exhausted = await change('less-0003', { '/current_max_count': 30_000, '/target_max_count': 2 })
    expect(exhausted.body).toMatchObject({
      state: 'PAUSED',
      sent_count_info: { total_count: 2, today_count: 2 },
    })
    const refilled = await change('more-0004', { '/current_max_count': 2, '/target_max_count': 9 })
    expect(refilled.body.state).toBe('SENDING')
  })

  it('without a daily limit never gets one', async () => {
    const { create, post } = await couponStage(kind)
    const { product_coupon_id, stock } = await create(0, {
      '/stock/stock_send_rule/max_count_per_day': undefined,
    })
    const response = await post(
      `/product-coupons/${product_coupon_id}/stocks/${stock?.stock_id}/update-budget`,
      bodyOf(kind, 'updateStockBudget', {
        '/update_mode': 'MAX_COUNT_PER_DAY',
        '/current_max_count': undefined,
        '/target_max_count': undefined,
        '/current_max_count_per_day': 1,
        '/target_max_count_per_day': 2,
      }),
    )
    expect([fault(response), response.body.message]).toEqual([
      '400 INVALID_REQUEST',
      '批次没有每日上限，不可增加',
    ])
  })

  it('ends by a call, whatever its number, and is then refused', async () => {
    const { create, post, patch } = await couponStage(kind)
    const { product_coupon_id, stock } = await create()
    const path = `/product-coupons/${product_coupon_id}/stocks/${stock?.stock_id}`
    const body = bodyOf(kind, 'deactivateStock')
    const ended = {
      ...stock,
      state: 'DEACTIVATED',
      deactivate_request_no: 'end-stock-0001',
      deactivate_time: china(0),
      deactivate_reason: '活动结束',
    }
    expect((await post(`${path}/deactivate`, body)).body).toEqual(ended)
    for (const response of [
      await post(`${path}/deactivate`, body),
      await patch(path, bodyOf(kind, 'updateStock')),
      await post(`${path}/update-budget`, bodyOf(kind, 'updateStockBudget')),
    ]) {
      expect([fault(response), response.body.message]).toEqual(['400 INVALID_REQUEST', '批次已失效'])
    }
  })

  it('ends with its time', async () => {
    const { create, box, post, get } = await couponStage(kind)
    const { product_coupon_id, stock } = await create(0, {
      '/stock/single_usage_rule/coupon_available_period/available_end_time': iso(1),
    })
    const path = `/product-coupons/${product_coupon_id}/stocks/${stock?.stock_id}`
    await box.control.advance(day)
    expect((await get(path)).body.state).toBe('STOPPED')
    const response = await post(`${path}/deactivate`, bodyOf(kind, 'deactivateStock'))
    expect([fault(response), response.body.message]).toEqual(['400 INVALID_REQUEST', '批次已过期'])
  })

  it('of a group is never changed or ended alone', async () => {
    const { create, post, patch } = await couponStage(kind)
    const { product_coupon_id, stock_bundle } = await create(2)
    const path = `/product-coupons/${product_coupon_id}/stocks/${stock_bundle?.stock_list[1]?.stock_id}`
    for (const response of [
      await post(`${path}/deactivate`, bodyOf(kind, 'deactivateStock')),
      await patch(path, bodyOf(kind, 'updateStock')),
      await post(`${path}/update-budget`, bodyOf(kind, 'updateStockBudget')),
    ]) {
      expect([fault(response), response.body.message]).toEqual([
        '400 PARAM_ERROR',
        '批次组不允许单独操作批次',
      ])
    }
  })

  it('that does not exist, or is of another coupon, is not found', async () => {
    const { create, post, patch, get } = await couponStage(kind)
    const { product_coupon_id } = await create()
    const { stock } = await create(1)
    for (const id of ['1', stock?.stock_id]) {
      const path = `/product-coupons/${product_coupon_id}/stocks/${id}`
      for (const response of [
        await get(path),
        await patch(path, bodyOf(kind, 'updateStock')),
        await post(`${path}/update-budget`, bodyOf(kind, 'updateStockBudget')),
        await post(`${path}/deactivate`, bodyOf(kind, 'deactivateStock')),
      ]) {
        expect([fault(response), response.body.message]).toEqual(['404 NOT_FOUND', '批次不存在'])
      }
    }
  })

  it('is one of 200 that a coupon may have', async () => {
    const { create, post, get, wait } = await couponStage(kind)
    const { product_coupon_id, stock } = await create()
    const path = `/product-coupons/${product_coupon_id}/stocks`
    const add = async (i: number) => {
      wait(60)
      return fault(await post(path, numbered('createStock', `add-${1000 + i}`)))
    }
    for (let i = 1; i < 200; i++) expect(await add(i)).toBe('200')
    expect(await add(200)).toBe('400 INVALID_REQUEST')
    await post(`${path}/${stock?.stock_id}/deactivate`, bodyOf(kind, 'deactivateStock'))
    expect(await add(201)).toBe('200')
    expect((await get(path)).body.total_count).toBe(201)
  })
})

describe.each(kinds)('a list of batches of a %s', (kind) => {
  it('has pages, whose tokens belong to their query', async () => {
    const { create, post, get } = await couponStage(kind)
    const { product_coupon_id: id, stock } = await create()
    const path = `/product-coupons/${id}/stocks`
    for (const number of ['add-1001', 'add-1002']) {
      await post(path, bodyOf(kind, 'createStock', { '/out_request_no': number }))
    }
    const [first, second] = [await get(path, { page_size: '2' }), await get(path, { page_size: '3' })]
    expect([first.body.total_count, second.body.total_count]).toEqual([3, 3])
    expect(stocksIn(first).map(({ stock_id }) => stock_id)).toEqual(['9100000001001', '9100000001002'])
    expect(stocksIn(first)[0]).toEqual(stock)
    expect(second.body).not.toHaveProperty('next_page_token')
    const page_token = String(first.body.next_page_token)
    expect(page_token).toMatch(/^[\w-]{1,100}$/)
    const last = await get(path, { page_size: '2', page_token })
    expect(stocksIn(last).map(({ stock_id }) => stock_id)).toEqual(['9100000001003'])
    expect(Object.keys(last.body)).toEqual(['stock_list'])
    for (const query of [
      { page_token, state: 'SENDING' },
      { page_token: `${page_token}A` },
      { page_token: 'c3lu' },
      { page_token: '%%' },
    ]) {
      expect(fault(await get(path, query))).toBe('400 PARAM_ERROR page_token 268579038')
    }
    const other = await create(1)
    expect(fault(await get(`/product-coupons/${other.product_coupon_id}/stocks`, { page_token }))).toBe(
      '400 PARAM_ERROR page_token 268579038',
    )
  })

  it('filters by state and by group, and may be empty', async () => {
    const { create, post, get } = await couponStage(kind)
    const { product_coupon_id: id, stock } = await create()
    const path = `/product-coupons/${id}/stocks`
    await post(`${path}/${stock?.stock_id}/deactivate`, bodyOf(kind, 'deactivateStock'))
    expect((await get(path, { state: 'SENDING' })).body).toEqual({ stock_list: [], total_count: 0 })
    expect((await get(path, { state: 'DEACTIVATED' })).body.total_count).toBe(1)
    const { product_coupon_id, stock_bundle } = await create(2)
    const stock_bundle_id = String(stock_bundle?.stock_bundle_id)
    const ofGroup = await get(`/product-coupons/${product_coupon_id}/stocks`, { stock_bundle_id })
    expect(stocksIn(ofGroup)).toEqual(stock_bundle?.stock_list)
    expect((await get(path, { stock_bundle_id })).body.total_count).toBe(0)
  })

  it.each([
    [{ page_size: '51' }, '400 PARAM_ERROR page_size 268578633'],
    [{ state: 'ENDED' }, '400 PARAM_ERROR state 268578101'],
    [{ offset: '1' }, '400 PARAM_ERROR offset 268578101'],
  ])('must not have %j', async (query, refusal) => {
    const { get } = await couponStage(kind)
    expect(fault(await get('/product-coupons/9100000001/stocks', query as Record<string, string>))).toBe(
      refusal,
    )
  })
})

it('changes of a body leave the original alone', () => {
  const body = { a: { b: 1 } }
  expect(changed(body, { '/a/b': 2 })).toEqual({ a: { b: 2 } })
  expect(body).toEqual({ a: { b: 1 } })
})
