import { describe, expect, it } from 'vitest'
import { brandPlans, createPlan, day, ofBrand, own, stage } from '../support/stage.ts'

const partner = { owner: 'partner', brand_id: '120344' } as const
const brand = { owner: 'brand', brand_id: '120344' } as const

describe('a coupon that two callers name', () => {
  it('is two, each with its own batches and plans', async () => {
    const stood = await stage()
    const { control } = stood.box
    const ofPartner = await createPlan(stood.partner)
    const second = await createPlan(stood.partner, { ...own, out_request_no: 'create-2' })
    const ofTheBrand = await createPlan(stood.brand, ofBrand, brandPlans)
    expect(control.coupon('1000000013')).toMatchObject(partner)
    expect(control.coupon('1000000013', brand)).toMatchObject({ ...brand, stock_ids: ['1000000013001'] })
    expect(control.batch('1000000013001')).toMatchObject({
      ...partner,
      plan_ids: [ofPartner.plan_id, second.plan_id],
    })
    // What is shown of one thing says whose it is.
    const batch = control.batch('1000000013001', control.coupon('1000000013', brand))
    expect(batch).toMatchObject({ ...brand, plan_ids: [ofTheBrand.plan_id] })
    const owners = (owner: object) =>
      control.batches({ productCouponId: '1000000013', ...owner }).batches.map((each) => each.owner)
    expect([owners({}), owners({ owner: 'brand' })]).toEqual([['partner', 'brand'], ['brand']])
    for (const find of [control.coupon, control.batch]) {
      expect(() => find('1000000013001', { owner: 'brand', brand_id: '7' })).toThrow(
        expect.objectContaining({ code: 'SANDBOX_COUPON_UNKNOWN' }),
      )
    }
  })
})

describe('whoever takes a coupon', () => {
  it.each([{ openid: 7 }, { openid: '' }, { unionid: {} }, 'oSyn'])('cannot be %j', async (user) => {
    const { box, partner } = await stage()
    const { plan_id } = await createPlan(partner)
    await expect(box.control.sendCoupon(plan_id, user as never)).rejects.toMatchObject({
      code: 'SANDBOX_OPTION_INVALID',
    })
  })
})

describe('a plan', () => {
  it('says how many coupons it has given out', async () => {
    const { box, partner, setUrl, wait } = await stage()
    await setUrl()
    const notify_url = 'https://pay.example.com/coupons'
    await partner('POST', '/v3/marketing/partner/product-coupon/notify-configs', { notify_url })
    const { plan_id } = await createPlan(partner)
    await box.control.approve(plan_id)
    wait(2 * day)
    await box.control.sendCoupon(plan_id)
    wait(day)
    await box.control.sendCoupon(plan_id)
    expect(box.control.plan(plan_id).sent).toEqual({ total: 2, today: 1 })
    expect(box.control.plans().plans[0]?.sent).toEqual({ total: 2, today: 1 })
  })
})
