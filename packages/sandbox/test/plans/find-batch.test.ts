import { describe, expect, it } from 'vitest'
import { fault } from '../support/caller.ts'
import { batchTerms, couponStage, newBundle, newSingle, owned } from '../support/coupon-stage.ts'
import { createPlan, own, plans, reused } from '../support/stage.ts'

const methods = (...coupon_usage_method_list: string[]) => ({
  usage_rule_display_info: { coupon_usage_method_list, usage_description: '周末可用' },
})

describe('the coupon and the batch of a plan', () => {
  it('are those that the plan names, and a plan without terms of its own takes theirs', async () => {
    const { state, partner } = await couponStage()
    const plan = await createPlan(partner, { ...reused, ...newSingle(state) })
    expect(plan).toMatchObject({
      product_coupon_id: '9100000001',
      stock_id: '9100000001001',
      plan_name: '满一百打八折',
      total_count: 20_000,
      user_limit: 1,
      daily_limit: 2000,
    })
  })

  it('were made elsewhere if nobody knows them, and are the same for all later plans', async () => {
    const { box, partner } = await couponStage({ coupon: { max_count: 50_000, available_days: 3 } })
    await createPlan(partner, own)
    await createPlan(partner, { ...own, out_request_no: 'create-2' })
    await createPlan(partner, { ...own, out_request_no: 'create-3', stock_id: '1000000013002' })
    const { total, coupons } = box.control.coupons()
    expect([total, coupons[0]]).toMatchObject([
      1,
      { ...owned, product_coupon_id: '1000000013', state: 'EFFECTIVE', history: [{ step: 'adopt' }] },
    ])
    expect(coupons[0]?.stock_ids).toEqual(['1000000013001', '1000000013002'])
    expect(box.control.batch('1000000013001').terms).toMatchObject({
      stock_send_rule: { max_count: 50_000, max_count_per_user: 10 },
      single_usage_rule: { coupon_available_period: { available_days: 3 } },
    })
  })

  it('may be a group of three batches that was made elsewhere', async () => {
    const { box, partner } = await couponStage({ coupon: { wait_days_after_receive: 1 } })
    const bundle = { stock_id: undefined, stock_bundle_id: '77', usage_mode: 'PROGRESSIVE_BUNDLE' }
    await createPlan(partner, { ...own, ...bundle })
    const { batches } = box.control.batches({ productCouponId: own.product_coupon_id })
    expect(batches.map(({ stock_bundle_info }) => stock_bundle_info)).toEqual(
      [0, 1, 2].map((stock_bundle_index) => ({ stock_bundle_id: '77', stock_bundle_index })),
    )
    expect(batches[2]?.terms.progressive_bundle_usage_rule).toMatchObject({
      coupon_available_period: { wait_days_after_receive: 1 },
      normal_coupon: { discount_amount: 1000 },
    })
    // A coupon of several uses has no batch of its own, and one of its rounds is none either.
    for (const stock_id of ['1000000013001', '9', batches[1]?.stock_id]) {
      const refused = await partner('POST', plans, { ...own, out_request_no: 'create-2', stock_id })
      expect(fault(refused)).toBe('400 PARAM_ERROR /stock_id 268585397')
    }
  })

  it.each<[string, object]>([
    ['a coupon that nobody knows', {}],
    ['a batch that nobody knows', { product_coupon_id: '9100000001' }],
    ['a batch of another coupon', { stock_id: '9100000001001' }],
    [
      'a coupon of another brand',
      { brand_id: '77', product_coupon_id: '9100000001', stock_id: '9100000001001' },
    ],
  ])('are refused with the option unknownCoupons: %s', async (_, ids) => {
    const authorisedBrands = ['120344', '77']
    const { state, partner } = await couponStage({ unknownCoupons: 'refuse', authorisedBrands })
    newSingle(state)
    expect(fault(await partner('POST', plans, { ...own, ...ids }))).toBe(
      '400 PARAM_ERROR /stock_id 268585397',
    )
  })

  it('are refused with that option: a group that nobody knows', async () => {
    const { state, partner } = await couponStage({ unknownCoupons: 'refuse' })
    const bundle = { ...newBundle(state), stock_bundle_id: '9' }
    expect(fault(await partner('POST', plans, { ...own, ...bundle }))).toBe(
      '400 PARAM_ERROR /stock_bundle_id 268585397',
    )
  })

  it('of a coupon that was made here must be made here, too', async () => {
    const { state, partner } = await couponStage()
    const { product_coupon_id } = newSingle(state)
    const body = { ...own, product_coupon_id, stock_id: '9' }
    expect(fault(await partner('POST', plans, body))).toBe('400 PARAM_ERROR /stock_id 268585397')
    const other = { ...own, product_coupon_id: '8', stock_id: '9100000001001' }
    expect(fault(await partner('POST', plans, other))).toBe('400 PARAM_ERROR /stock_id 268585397')
  })

  it.each<[string, Parameters<typeof newSingle>[1], number]>([
    ['whose codes come with each send call', { batch: { coupon_code_mode: 'API_ASSIGN' } }, 268585149],
    ['without a way of redemption', { batch: methods() }, 268585148],
    ['redeemed in the shop', { batch: methods('PAYMENT_CODE', 'OFFLINE') }, 268584818],
    ['redeemed in a mini program without appid', { batch: methods('MINI_PROGRAM') }, 268585151],
    ['that takes an amount off an item', { coupon: { scope: 'SINGLE', type: 'NORMAL' } }, 268596526],
    [
      'below 10,000',
      { batch: { stock_send_rule: { ...batchTerms.stock_send_rule, max_count: 9999 } } },
      268585142,
    ],
  ])('are refused for a plan: a batch %s', async (_, change, cause) => {
    const { state, partner } = await couponStage()
    const refused = await partner('POST', plans, { ...own, ...newSingle(state, change) })
    expect(fault(refused)).toBe(`400 PARAM_ERROR ${cause}`)
  })

  it('are refused for a plan when they have ended', async () => {
    const { state, partner } = await couponStage()
    const ids = newSingle(state)
    const [batch] = state.coupons.batches.inGroup(`id ${ids.stock_id}`)
    if (batch) state.coupons.takeBatchStep(batch, 'deactivate', { by: 'request' })
    expect(fault(await partner('POST', plans, { ...own, ...ids }))).toBe('400 PARAM_ERROR 268585149')
  })
})
