import type { UserCoupon } from '@wxdp/core/coupon'
import { describe, expect, it } from 'vitest'
import { fault } from '../../support/caller.ts'
import type { Json } from '../../support/coupon-bodies.ts'
import { appid, bodyOf, couponStage, kinds, openid, userCouponIn } from '../../support/coupon-caller.ts'
import { china, day, iso } from '../../support/stage.ts'

const listIn = ({ body }: { body: Json }): readonly UserCoupon[] =>
  (body.user_coupon_list ?? []) as readonly UserCoupon[]

describe.each(kinds)("a user's coupon of a %s", (kind) => {
  const brand = kind === 'partner' ? { brand_id: '120344' } : {}
  /** A coupon that a user has taken, and what is needed to go on. */
  const given = async (which: 0 | 1 | 2 = 0, changes: Json = {}) => {
    const on = await couponStage(kind)
    const coupon = await on.create(which, changes)
    const planId = await on.deliver(coupon)
    return { ...on, coupon, planId, sent: await on.give(planId) }
  }
  const period = '/stock/single_usage_rule/coupon_available_period'

  it('is confirmed, redeemed, returned and withdrawn', async () => {
    const { act, coupon, sent, get, box } = await given()
    const { stock, ...without } = coupon
    const shown = {
      coupon_code: sent.coupon_code,
      coupon_state: 'EFFECTIVE',
      valid_begin_time: china(0),
      valid_end_time: china(60),
      receive_time: china(0),
      send_request_no: sent.send_request_no,
      send_channel: 'BRAND_MANAGE',
      confirm_request_no: 'confirm-0001',
      confirm_time: china(0),
      single_usage_detail: {},
      product_coupon: without,
      stock: { ...stock, sent_count_info: { total_count: 1, today_count: 1 } },
      ...brand,
    }
    const confirmed = await act(sent, 'confirm', { '/out_request_no': 'confirm-0001' })
    expect([confirmed.status, confirmed.body]).toEqual([200, shown])

    const used = await act(sent, 'use', { '/out_request_no': 'use-0001' })
    const use = {
      use_request_no: 'use-0001',
      use_time: iso(0),
      associated_order_info: { transaction_id: '4200009999202612060000000001' },
      saved_amount: 2400,
    }
    expect(used.body).toEqual({ ...shown, coupon_state: 'USED', single_usage_detail: use })

    const returned = await act(sent, 'return', { '/out_request_no': 'return-0001' })
    const back = { return_request_no: 'return-0001', return_time: china(0) }
    expect(returned.body).toEqual({ ...shown, single_usage_detail: { ...use, ...back } })

    const again = await act(sent, 'use', {
      '/out_request_no': 'use-0002',
      '/associated_order_info': undefined,
    })
    const { associated_order_info: _, ...bare } = use
    expect(again.body).toEqual({
      ...shown,
      coupon_state: 'USED',
      single_usage_detail: { ...bare, use_request_no: 'use-0002' },
    })
    await act(sent, 'return')

    const ended = await act(sent, 'deactivate', { '/out_request_no': 'deactivate-0001' })
    expect(ended.body).toMatchObject({
      coupon_state: 'DEACTIVATED',
      deactivate_request_no: 'deactivate-0001',
      deactivate_time: china(0),
      deactivate_reason: '用户投诉处理',
    })
    const { product_coupon_id, stock_id } = sent
    const read = await get(`/users/${openid}/coupons/${sent.coupon_code}`, {
      product_coupon_id,
      stock_id,
      appid,
    })
    expect(read.body).toEqual(ended.body)
    expect(box.control.userCoupon(sent.coupon_code).history.map(({ step, by }) => `${step} ${by}`)).toEqual([
      'send control',
      ...['confirm', 'use', 'return', 'use', 'return', 'deactivate'].map((step) => `${step} request`),
    ])
  })

  it('has a number for each kind of call, refused the second time before its state is looked at', async () => {
    const { act, sent, give, planId } = await given()
    const number = { '/out_request_no': 'number-0001' }
    const refused = async (action: Parameters<typeof act>[1], coupon = sent) => {
      const response = await act(coupon, action, number)
      expect([fault(response), response.body.message]).toEqual(['400 INVALID_REQUEST', '请求单号已被使用'])
    }
    for (const action of ['confirm', 'use', 'return', 'deactivate'] as const) {
      expect(fault(await act(sent, action, number))).toBe('200')
      await refused(action)
    }
    await refused('confirm', await give(planId, 'user-2'))
  })

  it('that was confirmed is not confirmed again', async () => {
    const { act, sent } = await given()
    await act(sent, 'confirm')
    const response = await act(sent, 'confirm')
    expect([fault(response), response.body.message]).toEqual(['400 INVALID_REQUEST', '用户券状态非法'])
  })

  it('is given out as CONFIRMING, and not redeemed or returned before', async () => {
    const { act, sent } = await given()
    expect(sent.coupon_state).toBe('CONFIRMING')
    const [use, back] = [await act(sent, 'use'), await act(sent, 'return')]
    expect([fault(use), use.body.message]).toEqual(['400 INVALID_REQUEST', '用户券状态非法'])
    expect([fault(back), back.body.message]).toEqual(['400 INVALID_REQUEST', '用户券未核销'])
  })

  it('is redeemed once', async () => {
    const { act, sent } = await given()
    await act(sent, 'confirm')
    await act(sent, 'use')
    const [same, other, none] = [
      await act(sent, 'use'),
      await act(sent, 'use', { '/associated_order_info': { transaction_id: '1' } }),
      await act(sent, 'use', { '/associated_order_info': undefined }),
    ]
    expect([fault(same), same.body.message]).toEqual(['400 INVALID_REQUEST', '用户券已使用该订单核销'])
    expect([other.body.message, none.body.message]).toEqual(['用户券状态非法', '用户券状态非法'])
  })

  it('that was redeemed with a pay-score order is not redeemed with it again', async () => {
    const { act, sent } = await given()
    await act(sent, 'confirm')
    const order = {
      '/associated_order_info': undefined,
      '/associated_pay_score_order_info': { out_order_no: 'score-1', mchid: '1900000001' },
    }
    const { body } = await act(sent, 'use', order)
    expect((body.single_usage_detail as Json).associated_pay_score_order_info).toEqual(
      order['/associated_pay_score_order_info'],
    )
    expect((await act(sent, 'use', order)).body.message).toBe('用户券已使用该订单核销')
  })

  it('waits for its time, and is not redeemed before', async () => {
    const { act, sent, box } = await given(0, {
      [`${period}/available_days`]: 7,
      [`${period}/wait_days_after_receive`]: 2,
    })
    expect((await act(sent, 'confirm')).body.coupon_state).toBe('PENDING')
    const [use, back] = [await act(sent, 'use'), await act(sent, 'return')]
    expect([fault(use), use.body.message]).toEqual(['403 NOT_ENOUGH', '用户商品券当前无法使用'])
    expect(back.body.message).toBe('用户券未核销')
    await box.control.advance(2 * day)
    expect(fault(await act(sent, 'use'))).toBe('200')
  })

  it('is not redeemed at another hour', async () => {
    // The 24th of November 2026 is a Tuesday; it is 8 o'clock in China.
    const { act, sent, box } = await given(0, {
      [`${period}/weekly_available_period`]: { day_list: ['WEDNESDAY'] },
    })
    await act(sent, 'confirm')
    expect(fault(await act(sent, 'use'))).toBe('403 NOT_ENOUGH')
    await box.control.advance(day)
    expect(fault(await act(sent, 'use'))).toBe('200')
  })

  it('expires, and is then refused as expired', async () => {
    const { act, sent, box } = await given(0, { [`${period}/available_seconds`]: 3600 })
    await act(sent, 'confirm')
    await box.control.advance('2h')
    for (const action of ['confirm', 'use', 'return', 'deactivate'] as const) {
      const response = await act(sent, action)
      expect([fault(response), response.body.message]).toEqual(['400 INVALID_REQUEST', '用户券已过期'])
    }
  })

  it('that was redeemed expires when it is returned after its end', async () => {
    const { act, sent, box } = await given(0, { [`${period}/available_seconds`]: 3600 })
    await act(sent, 'confirm')
    await act(sent, 'use')
    await box.control.advance('2h')
    expect((await act(sent, 'return')).body.coupon_state).toBe('EXPIRED')
  })

  it('that the user has deleted is refused as deleted', async () => {
    const { act, sent, box } = await given()
    await act(sent, 'confirm')
    box.control.deleteUserCoupon(sent.coupon_code)
    for (const action of ['confirm', 'use', 'return', 'deactivate'] as const) {
      const response = await act(sent, action)
      expect([fault(response), response.body.message]).toEqual(['400 INVALID_REQUEST', '用户券已被删除'])
    }
  })

  it('is returned only after it was redeemed, and withdrawn only before', async () => {
    const { act, sent } = await given()
    await act(sent, 'confirm')
    expect((await act(sent, 'return')).body.message).toBe('用户券当前可用，无需退券')
    await act(sent, 'use')
    expect((await act(sent, 'deactivate')).body.message).toBe('用户券状态非法')
  })

  it.each([
    [299, '200'],
    [-300, '200'],
    [301, '400 PARAM_ERROR /use_time 268578101'],
    [-301, '400 PARAM_ERROR /use_time 268578101'],
  ])('redeemed %i seconds from now is %s', async (seconds, expected) => {
    const { act, sent } = await given()
    await act(sent, 'confirm')
    expect(fault(await act(sent, 'use', { '/use_time': iso(seconds / 86_400) }))).toBe(expected)
  })

  it('of a group brings the next one when it is redeemed', async () => {
    const { act, sent, box, coupon } = await given(2)
    const bundle = {
      user_coupon_bundle_id: sent.bundle?.id,
      user_coupon_bundle_index: 0,
      total_count: 3,
      used_count: 0,
    }
    const confirmed = await act(sent, 'confirm')
    expect(confirmed.body).toMatchObject({
      progressive_bundle_usage_detail: {},
      user_product_coupon_bundle_info: bundle,
    })
    expect(confirmed.body).not.toHaveProperty('single_usage_detail')
    expect(confirmed.body.product_coupon).not.toHaveProperty('stock_bundle')
    const before = box.control.callbacks.length
    const used = await act(sent, 'use')
    expect(userCouponIn(used).user_product_coupon_bundle_info?.used_count).toBe(1)
    await box.control.settled()
    const { userCoupons } = box.control.userCoupons({ openid })
    expect(userCoupons.map(({ coupon_state, bundle }) => [coupon_state, bundle?.index])).toEqual([
      ['USED', 0],
      ['CONFIRMING', 1],
    ])
    expect(box.control.callbacks.slice(before).map(({ eventType }) => eventType)).toEqual([
      kind === 'partner' ? 'PRODUCT_COUPON_SP.SEND' : 'PRODUCT_COUPON.SEND',
    ])
    const second = userCoupons[1]
    expect(second?.stock_id).toBe(coupon.stock_bundle?.stock_list[1]?.stock_id)
    if (!second) throw new Error('missing')
    const withdrawn = await act(second, 'deactivate')
    expect([fault(withdrawn), withdrawn.body.message]).toEqual([
      '400 INVALID_REQUEST',
      '用户券属于用户券组，不可单独失效',
    ])
  })

  it('of a group without an interval brings one that is valid at once', async () => {
    const { act, sent, box } = await given(2, { '/progressive_bundle_usage_info/interval_days': undefined })
    await act(sent, 'confirm')
    await act(sent, 'use')
    const [, next] = box.control.userCoupons({ openid }).userCoupons
    expect(next?.valid_begin_time).toBe(box.control.now)
  })

  it('of a group is redeemed also if its owner has no callback URL', async () => {
    const { act, sent, box } = await given(2)
    await act(sent, 'confirm')
    const saved = JSON.parse(JSON.stringify(await box.save()))
    saved.plans.couponNotifyUrls = {}
    const second = await couponStage(kind, { url: false, state: saved })
    const before = second.box.control.callbacks.length
    expect(fault(await second.act(sent, 'use'))).toBe('200')
    expect(second.box.control.userCoupons({ openid }).total).toBe(2)
    await second.box.control.settled()
    expect(second.box.control.callbacks).toHaveLength(before)
  })

  it('is found under its user, appid, coupon and batch only', async () => {
    const { act, sent, create, get } = await given()
    const other = await create(1)
    const cases: readonly (readonly [object, Json, string])[] = [
      [{ coupon_code: '1' }, {}, '用户商品券不存在'],
      [{ openid: 'oSyn-2' }, {}, '用户商品券不存在'],
      [{}, { '/appid': 'wx1' }, '用户商品券不存在'],
      [{ product_coupon_id: '1' }, {}, '商品券不存在'],
      [{ stock_id: '1' }, {}, '批次不存在'],
      [{ stock_id: other.stock?.stock_id }, {}, '批次不存在'],
    ]
    for (const [ids, changes, message] of cases) {
      for (const action of ['confirm', 'use', 'return', 'deactivate'] as const) {
        const response = await act({ ...sent, ...ids }, action, changes)
        expect([fault(response), response.body.message]).toEqual(['404 NOT_FOUND', message])
      }
    }
    const { product_coupon_id, stock_id } = sent
    const path = `/users/${openid}/coupons/${sent.coupon_code}`
    expect(fault(await get(path, { product_coupon_id, stock_id, appid: 'wx1' }))).toBe('404 NOT_FOUND')
    expect(fault(await get(path, { product_coupon_id, stock_id }))).toBe('400 PARAM_ERROR appid 268578101')
  })

  it.each(['o%2Fa', 'o'.repeat(129), '%E5%88%B8'])('has no user %s', async (user) => {
    const { post, get } = await couponStage(kind)
    const refusal = '400 INVALID_REQUEST openid 268578526'
    expect(fault(await get(`/users/${user}/coupons`, { appid }))).toBe(refusal)
    expect(fault(await post(`/users/${user}/coupons/1/confirm`, bodyOf(kind, 'confirmCoupon')))).toBe(refusal)
  })

  it('of another caller is not found', async () => {
    const { sent, partner, brand: ofBrand } = await given()
    const { product_coupon_id, stock_id, coupon_code } = sent
    const query = new URLSearchParams({ product_coupon_id, stock_id, appid })
    const response =
      kind === 'partner'
        ? await ofBrand(
            'GET',
            `/brand/marketing/product-coupon/users/${openid}/coupons/${coupon_code}?${query}`,
          )
        : await partner(
            'GET',
            `/v3/marketing/partner/product-coupon/users/${openid}/coupons/${coupon_code}?brand_id=120344&${query}`,
          )
    expect(fault(response)).toBe('404 NOT_FOUND')
  })

  it('does not show the video of its batch to a brand', async () => {
    const entrance_finder = {
      finder_id: '1',
      finder_video_id: '2',
      finder_video_cover_image_url: 'https://a',
    }
    const { act, sent } = await given(0, { '/stock/coupon_display_info/entrance_finder': entrance_finder })
    const { stock } = userCouponIn(await act(sent, 'confirm'))
    expect('entrance_finder' in stock.coupon_display_info).toBe(kind === 'partner')
  })

  it('is remembered with its numbers', async () => {
    const first = await given()
    const number = { '/out_request_no': 'confirm-0001' }
    await first.act(first.sent, 'confirm', number)
    const second = await couponStage(kind, { url: false, state: await first.box.save() })
    expect((await second.act(first.sent, 'confirm', number)).body.message).toBe('请求单号已被使用')
    expect(fault(await second.act(first.sent, 'use'))).toBe('200')
  })
})

describe.each(kinds)('a list of the coupons of a user of a %s', (kind) => {
  it('has pages that miss none, though coupons change between them', async () => {
    const { create, deliver, give, get, act } = await couponStage(kind)
    const planId = await deliver(await create(0, { '/stock/stock_send_rule/max_count_per_user': 5 }))
    const all = []
    for (let i = 0; i < 5; i++) all.push(await give(planId))
    await give(planId, 'another')
    const path = `/users/${openid}/coupons`
    const query = { appid, coupon_state: 'CONFIRMING', page_size: '2' }
    const first = await get(path, query)
    expect(first.body.total_count).toBe(5)
    const seen = [...listIn(first)]
    let token = first.body.next_page_token
    while (token !== undefined) {
      // Each coupon that is read is confirmed, and leaves the list.
      for (const { coupon_code } of seen.slice(-2)) {
        const coupon = all.find((each) => each.coupon_code === coupon_code)
        if (coupon) await act(coupon, 'confirm')
      }
      const page = await get(path, { ...query, page_token: String(token) })
      expect(page.body).not.toHaveProperty('total_count')
      seen.push(...listIn(page))
      token = page.body.next_page_token
    }
    expect(seen.map(({ coupon_code }) => coupon_code)).toEqual(all.map(({ coupon_code }) => coupon_code))
  })

  it('filters', async () => {
    const { create, deliver, give, get, act } = await couponStage(kind)
    const [shop, bundle] = [await create(), await create(2)]
    const [single, round] = [await give(await deliver(shop)), await give(await deliver(bundle))]
    await act(single, 'confirm')
    const codes = async (query: Readonly<Record<string, string>>) =>
      listIn(await get(`/users/${openid}/coupons`, { appid, ...query })).map(({ coupon_code }) => coupon_code)
    expect(await codes({})).toEqual([single.coupon_code, round.coupon_code])
    expect(await codes({ appid: 'wx1' })).toEqual([])
    expect(await codes({ coupon_state: 'EFFECTIVE' })).toEqual([single.coupon_code])
    expect(await codes({ product_coupon_id: bundle.product_coupon_id })).toEqual([round.coupon_code])
    const { product_coupon_id, stock_id } = single
    expect(await codes({ product_coupon_id, stock_id })).toEqual([single.coupon_code])
    expect(await codes({ stock_id: round.stock_id })).toEqual([round.coupon_code])
    expect(await codes({ user_coupon_bundle_id: String(round.bundle?.id) })).toEqual([round.coupon_code])
  })

  it('may be empty; an unknown coupon or batch is not found', async () => {
    const { create, get } = await couponStage(kind)
    const { product_coupon_id } = await create()
    const path = `/users/${openid}/coupons`
    expect((await get(path, { appid })).body).toEqual({ user_coupon_list: [], total_count: 0 })
    expect((await get(path, { appid, product_coupon_id: '1' })).body.message).toBe('商品券不存在')
    expect((await get(path, { appid, product_coupon_id, stock_id: '1' })).body.message).toBe('批次不存在')
  })

  it.each([
    [{}, '400 PARAM_ERROR appid 268578101'],
    [{ appid, coupon_state: 'LOST' }, '400 PARAM_ERROR coupon_state 268578101'],
    [{ appid, page_token: 'bmV4dA' }, '400 PARAM_ERROR page_token 268579038'],
    [{ appid, page_size: '51' }, '400 PARAM_ERROR page_size 268578633'],
  ])('must not have %j', async (query, refusal) => {
    const { get } = await couponStage(kind)
    expect(fault(await get(`/users/${openid}/coupons`, query as Record<string, string>))).toBe(refusal)
  })
})
