// The page's control of coupons, as a program calls it.
import { describe, expect, it } from 'vitest'
import { type Control, openControl } from '../support/page.ts'
import { brandPlans, china, createPlan, day, ofBrand, own } from '../support/stage.ts'

const base = '/v3/marketing/partner/product-coupon'
const openid = 'oSyn-000000000000000000000001'
const user = { openid }

/** A plan that delivers, and a callback URL of coupons. */
async function delivering(terms: object = own): Promise<Control & { readonly planId: string }> {
  const control = await openControl({ callbacks: { probes: 0, duplicates: 0 } })
  const { partner, setUrl, box, wait } = control
  await setUrl()
  const notify_url = 'https://pay.example.com/coupons'
  expect((await partner('POST', `${base}/notify-configs`, { notify_url })).status).toBe(200)
  const { plan_id } = await createPlan(partner, terms)
  await box.control.approve(plan_id)
  wait(2 * day)
  return { ...control, planId: plan_id }
}

const { stock_id: _, ...withoutBatch } = own
const ofBundle = { ...withoutBatch, usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '9200000001' }

async function call(
  { partner, box }: Control,
  code: string,
  action: string,
  more: object = {},
): Promise<void> {
  const { product_coupon_id, stock_id, appid, brand_id, openid } = box.control.userCoupon(code)
  const body = { product_coupon_id, stock_id, appid, brand_id, out_request_no: `${action}-0001`, ...more }
  const target = `${base}/users/${openid}/coupons/${code}/${action}`
  expect((await partner('POST', target, body)).body).toMatchObject({ coupon_code: code })
}

describe('state', () => {
  it('has the callback URLs of coupons, and counts coupons', async () => {
    const { get, post, planId } = await delivering()
    await post(`/plans/${planId}/user-coupons`, {})
    expect((await get('/state')).body).toMatchObject({
      couponNotifyUrl: 'https://pay.example.com/coupons',
      counts: { coupons: 1, userCoupons: 1 },
    })
  })
})

describe('coupons', () => {
  it('are listed from the newest, and shown with their batches, by id and by owner', async () => {
    const { get, partner, brand, setUrl } = await openControl()
    await setUrl()
    await createPlan(partner)
    await createPlan(partner, { ...own, out_request_no: 'create-2', stock_id: '1000000013002' })
    const { plan_id } = await createPlan(brand, ofBrand, brandPlans)
    const listed = async (query: string): Promise<unknown> => {
      const { body } = await get(`/coupons?${query}`)
      return [body.total, ...body.coupons.map(({ owner }: { owner: string }) => owner)]
    }
    expect(await listed('')).toEqual([2, 'brand', 'partner'])
    expect(await listed('text=1000000013&state=EFFECTIVE&owner=')).toEqual([2, 'brand', 'partner'])
    expect(await listed('owner=partner&limit=1')).toEqual([1, 'partner'])
    expect(await listed('state=DEACTIVATED')).toEqual([0])
    expect((await get('/coupons/1000000013')).body).toMatchObject({
      owner: 'partner',
      history: [{ step: 'adopt', by: 'request' }],
      batches: [
        { stock_id: '1000000013001', sent: { total: 0, today: 0 }, state: 'SENDING' },
        { stock_id: '1000000013002', plan_ids: [expect.stringMatching(/2$/)] },
      ],
    })
    expect((await get('/coupons/brand~120344~1000000013')).body).toMatchObject({
      owner: 'brand',
      batches: [{ stock_id: '1000000013001', plan_ids: [plan_id] }],
    })
    for (const id of ['none', 'brand~1~1000000013', 'partner~120344~none', 'partner~120344~']) {
      const { status, body } = await get(`/coupons/${id}`)
      expect([status, body.code]).toEqual([404, 'SANDBOX_COUPON_UNKNOWN'])
    }
    expect((await get('/coupons?state=NEW')).body.code).toBe('SANDBOX_OPTION_INVALID')
  })
})

describe('a plan', () => {
  it('is shown with its coupon, its batch and what it has given out', async () => {
    const { get, post, planId } = await delivering()
    for (let i = 0; i < 6; i++) await post(`/plans/${planId}/user-coupons`, {})
    const { body } = await get(`/plans/${planId}`)
    expect(body).toMatchObject({
      sent: { total: 6, today: 6 },
      coupon: { product_coupon_id: '1000000013', terms: { display_info: { name: '满100元减10元' } } },
      batch: { stock_id: '1000000013001', sent: { total: 6 }, plan_ids: [planId] },
      userCoupons: { total: 6 },
    })
    expect(body.userCoupons.userCoupons).toHaveLength(5)
  })

  it('gives a coupon to a user, and says what was sent', async () => {
    const { box, post, planId } = await delivering()
    const { status, body } = await post(`/plans/${planId}/user-coupons`, { ...user, unionid: 'u1' })
    expect([status, body]).toEqual([
      200,
      {
        couponCode: expect.stringMatching(/^\d{20}$/),
        deliveries: [{ kind: 'notification', attempt: 1, status: 204 }],
      },
    ])
    expect(box.control.userCoupon(body.couponCode)).toMatchObject({ ...user, unionid: 'u1' })
  })

  it('gives none if it cannot, with the code of the control', async () => {
    const { get, post, box, planId } = await delivering()
    const code = async (path: string, body: unknown): Promise<unknown> => {
      const answer = await post(path, body)
      return [answer.status, answer.body.code]
    }
    const path = `/plans/${planId}/user-coupons`
    for (const body of [{ openid: 7 }, { openid: '' }, { unionid: {} }, { unionid: null }]) {
      expect(await code(path, body)).toEqual([400, 'SANDBOX_OPTION_INVALID'])
    }
    expect(await code('/plans/none/user-coupons', {})).toEqual([404, 'SANDBOX_PLAN_UNKNOWN'])
    await box.control.pause(planId)
    expect(await code(path, {})).toEqual([409, 'SANDBOX_STEP_IMPOSSIBLE'])
    expect((await get('/user-coupons')).body).toEqual({ total: 0, userCoupons: [] })
  })

  it('gives none without a callback URL of coupons', async () => {
    const { post, partner, box, setUrl, wait } = await openControl()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await box.control.approve(plan_id)
    wait(2 * day)
    const { status, body } = await post(`/plans/${plan_id}/user-coupons`, {})
    expect([status, body.code]).toEqual([409, 'SANDBOX_NOTIFY_URL_MISSING'])
    expect(body.message).toContain('setCouponNotifyUrl')
  })
})

describe('coupons of users', () => {
  it('are listed from the newest, by state, user, plan and batch', async () => {
    const control = await delivering()
    const { get, post, planId } = control
    const take = async (body: object): Promise<string> =>
      (await post(`/plans/${planId}/user-coupons`, body)).body.couponCode
    const codes = [await take({}), await take(user), await take({})] as const
    await call(control, codes[0], 'confirm')
    const listed = async (query: string): Promise<unknown> => {
      const { body } = await get(`/user-coupons?${query}`)
      return [body.total, ...body.userCoupons.map((each: { coupon_code: string }) => each.coupon_code)]
    }
    expect(await listed('')).toEqual([3, codes[2], codes[1], codes[0]])
    expect(await listed('limit=1&offset=1&state=')).toEqual([3, codes[1]])
    expect(await listed('state=CONFIRMING')).toEqual([2, codes[2], codes[1]])
    expect(await listed(`openid=${openid}`)).toEqual([1, codes[1]])
    expect(await listed('text=OSYN-')).toEqual([1, codes[1]])
    expect(await listed(`planId=${planId}&stockId=1000000013001&owner=partner`)).toEqual([
      3,
      ...[...codes].reverse(),
    ])
    expect(await listed('planId=none')).toEqual([0])
    const { userCoupons } = (await get(`/user-coupons?text=${codes[0]}`)).body
    expect(userCoupons).toEqual([
      {
        coupon_code: codes[0],
        coupon_state: 'EFFECTIVE',
        openid: expect.any(String),
        receive_time: expect.any(Number),
        name: '满100元减10元',
        isConfirmed: true,
      },
    ])
    expect((await get('/user-coupons?limit=0')).body.code).toBe('SANDBOX_OPTION_INVALID')
  })

  it('are shown with what they belong to, their history and the callback about them', async () => {
    const { get, post, planId } = await delivering()
    const { couponCode } = (await post(`/plans/${planId}/user-coupons`, user)).body
    await post(`/plans/${planId}/user-coupons`, {})
    const { body } = await get(`/user-coupons/${couponCode}`)
    expect(body).toMatchObject({
      ...{ name: '满100元减10元', planName: own.plan_name, plan_id: planId, stock_id: '1000000013001' },
      ...{ coupon_state: 'CONFIRMING', isDeletable: false, rounds: [] },
      history: [{ step: 'send', by: 'control' }],
      callbacks: [{ couponCode, eventType: 'PRODUCT_COUPON_SP.SEND', deliveries: 1, isAcknowledged: true }],
    })
    expect(body.callbacks).toHaveLength(1)
    const { callbacks } = (await get('/callbacks?limit=2')).body
    expect(callbacks[1]).toMatchObject({ couponCode })
    expect(callbacks[1].planId).toBeUndefined()
    const unknown = await get('/user-coupons/none')
    expect([unknown.status, unknown.body.code]).toEqual([404, 'SANDBOX_COUPON_UNKNOWN'])
  })

  it('of a group are shown with each other, and the plan with the first batch of the group', async () => {
    const control = await delivering(ofBundle)
    const { get, post, planId } = control
    const first = (await post(`/plans/${planId}/user-coupons`, user)).body.couponCode
    await post(`/plans/${planId}/user-coupons`, user)
    await call(control, first, 'confirm')
    await call(control, first, 'use', { use_time: china(2), associated_order_info: { transaction_id: '42' } })
    await control.box.control.settled()
    const { rounds, bundle } = (await get(`/user-coupons/${first}`)).body
    expect(bundle).toMatchObject({ index: 0, count: 3 })
    expect(rounds).toMatchObject([
      { coupon_code: first, coupon_state: 'USED', isConfirmed: true },
      { coupon_state: 'CONFIRMING', isConfirmed: false },
    ])
    expect((await get(`/plans/${planId}`)).body).toMatchObject({
      sent: { total: 2 },
      batch: { stock_bundle_info: { stock_bundle_id: '9200000001', stock_bundle_index: 0 } },
      userCoupons: { total: 3 },
    })
  })

  it('are deleted by their user once they are confirmed, and only by this page', async () => {
    const control = await delivering()
    const { post, page, box, planId } = control
    const { couponCode } = (await post(`/plans/${planId}/user-coupons`, user)).body
    const remove = async (code: string, headers = {}): Promise<unknown> => {
      const url = `http://localhost/sandbox/api/user-coupons/${code}`
      const response = await page.fetch(url, { method: 'DELETE', headers })
      return [response.status, (await response.json()).code]
    }
    expect(await remove(couponCode)).toEqual([409, 'SANDBOX_STEP_IMPOSSIBLE'])
    await call(control, couponCode, 'confirm')
    const elsewhere = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
    expect(await remove(couponCode, elsewhere)).toEqual([403, 'SANDBOX_ORIGIN_REFUSED'])
    expect(box.control.userCoupon(couponCode).coupon_state).toBe('EFFECTIVE')
    expect(await remove(couponCode)).toEqual([200, undefined])
    expect(box.control.userCoupon(couponCode).coupon_state).toBe('DELETED')
    expect(await remove('none')).toEqual([404, 'SANDBOX_COUPON_UNKNOWN'])
  })
})
