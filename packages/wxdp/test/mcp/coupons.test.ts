// The tools for coupons, against the tools in this process.
import * as brand from '@wxdp/core/brand'
import { confirmCoupon, setCouponNotifyUrl } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { describe, expect, it } from 'vitest'
import { connected, terms } from '../support/mcp.ts'

describe('tools for coupons', () => {
  it('shows coupons and batches, and what is left of them', async () => {
    const { call, create, box } = await connected()
    const plan_id = await create(1)
    const brandPay = createClient(await box.brand.clientOptions())
    await brandPay.call(brand.createPlan, terms)
    const listed = (await call('list_coupons', { state: 'EFFECTIVE', text: '1000000013', limit: 5 })).json
    expect(listed).toMatchObject({
      total: 2,
      coupons: [
        { owner: 'brand' },
        { owner: 'partner', name: '满100元减10元', stock_ids: ['1000000013001'] },
      ],
    })
    const product_coupon_id = '1000000013'
    expect((await call('get_coupon', { product_coupon_id })).json).toMatchObject({
      coupon: { owner: 'partner', type: 'NORMAL' },
      terms: { usage_mode: 'SINGLE' },
      history: [{ step: 'adopt', state: 'EFFECTIVE' }],
      batches: [{ plan_ids: [plan_id], left: 1_000_000, terms: { coupon_code_mode: 'WECHATPAY' } }],
    })
    expect((await call('get_coupon', { product_coupon_id, owner: 'brand' })).json.coupon).toMatchObject({
      owner: 'brand',
    })
    expect((await call('get_coupon', { product_coupon_id: '7' })).text).toContain('SANDBOX_COUPON_UNKNOWN')
    const batches = (await call('list_batches', { product_coupon_id, state: 'SENDING' })).json
    expect(batches).toMatchObject({
      total: 2,
      batches: [{ owner: 'brand', given_out: 0 }, { plan_ids: [plan_id] }],
    })
    expect((await call('list_batches', { state: 'PAUSED' })).json.total).toBe(0)
  })

  it('gives coupons to users, lists them and deletes them', async () => {
    const { call, create, box } = await connected()
    const plan_id = await create(1)
    expect((await call('send_coupon', { plan_id })).text).toContain('SANDBOX_NOTIFY_URL_MISSING')
    const wechatPay = createClient(box.clientOptions())
    await wechatPay.call(setCouponNotifyUrl, { notify_url: 'https://pay.example.com/coupons' })
    expect((await call('send_coupon', { plan_id })).text).toMatch(
      /gives out no coupon.*\nSANDBOX_STEP_IMPOSSIBLE/,
    )
    await call('take_step', { plan_id, step: 'approve' })
    const openid = 'oSyn-000000000000000000000001'
    const sent = (await call('send_coupon', { plan_id, openid })).json.user_coupon as unknown as Record<
      string,
      string
    >
    await call('send_coupon', { plan_id })
    const { coupon_code = '' } = sent
    expect(sent).toMatchObject({ openid, can_be_deleted: false })
    for (const [query, total] of [
      [{}, 2],
      [{ plan_id, stock_id: '1000000013001', state: 'CONFIRMING' }, 2],
      [{ openid }, 1],
      [{ text: coupon_code, limit: 1 }, 1],
      [{ state: 'USED' }, 0],
      [{ plan_id: '7' }, 0],
    ] as const) {
      expect([query, (await call('list_user_coupons', query)).json.total]).toEqual([query, total])
    }
    expect((await call('get_plan', { plan_id })).json.plan).toMatchObject({ given_out: 2 })
    expect((await call('delete_user_coupon', { coupon_code })).text).toContain('SANDBOX_STEP_IMPOSSIBLE')
    const { appid, product_coupon_id, stock_id, brand_id } = sent
    const coupon = { coupon_code, openid, appid, product_coupon_id, stock_id, brand_id }
    await wechatPay.call(confirmCoupon, { ...coupon, out_request_no: 'confirm-0001' } as never)
    expect((await call('delete_user_coupon', { coupon_code })).json.user_coupon).toMatchObject({
      coupon_state: 'DELETED',
    })
    expect((await call('get_user_coupon', { coupon_code })).json).toMatchObject({
      calls: { send_request_no: expect.any(String), confirm: { request_no: 'confirm-0001' } },
      history: [{ state: 'CONFIRMING' }, { state: 'EFFECTIVE' }, { step: 'delete', state: 'DELETED' }],
      callbacks: [{ resource: { coupon_code }, acknowledged: true }],
    })
    expect((await call('get_user_coupon', { coupon_code: 'none' })).text).toContain('SANDBOX_COUPON_UNKNOWN')
  })
})
