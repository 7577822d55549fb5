import { describe, expect, it } from 'vitest'
import { fault } from '../support/caller.ts'
import { createPlan, iso, own, plans, reused, stage } from '../support/stage.ts'

describe('createPlan', () => {
  it('returns the plan with its own terms or those of the coupon', async () => {
    const { partner } = await stage()
    const { out_request_no: _, ...terms } = own
    expect(await createPlan(partner)).toEqual({
      ...terms,
      plan_id: '12000000000000000000000000000001',
      plan_state: 'CREATED',
      usage_mode: 'SINGLE',
    })
    const { stock_id: __, ...bundle } = reused
    const second = {
      ...bundle,
      out_request_no: 'create-2',
      usage_mode: 'PROGRESSIVE_BUNDLE',
      stock_bundle_id: '7',
    }
    expect(await createPlan(partner, second)).toMatchObject({
      plan_name: '满100元减10元',
      total_count: 1_000_000,
      user_limit: 10,
      daily_limit: 100_000,
      delivery_start_time: iso(0),
      delivery_end_time: iso(364),
      stock_bundle_id: '7',
    })
  })

  it.each<[string, object, string]>([
    ['no request number', { out_request_no: undefined }, '400 PARAM_ERROR /out_request_no'],
    ['a short request number', { out_request_no: '12345' }, '400 PARAM_ERROR /out_request_no'],
    ['no coupon', { product_coupon_id: undefined }, '400 PARAM_ERROR /product_coupon_id'],
    ['an id of 41 bytes', { stock_id: 'x'.repeat(41) }, '400 PARAM_ERROR /stock_id'],
    ['an id that is a number', { stock_id: 1 }, '400 PARAM_ERROR /stock_id'],
    ['no batch', { stock_id: undefined }, '400 PARAM_ERROR /stock_id'],
    ['a group of batches besides the batch', { stock_bundle_id: '7' }, '400 PARAM_ERROR /stock_bundle_id'],
    [
      'a batch for a bundle',
      { usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '7' },
      '400 PARAM_ERROR /stock_id',
    ],
    ['an unknown mode', { usage_mode: 'DOUBLE' }, '400 PARAM_ERROR /usage_mode'],
    ['no reuse_coupon_config', { reuse_coupon_config: undefined }, '400 PARAM_ERROR /reuse_coupon_config'],
    ['a boolean as a string', { reuse_coupon_config: 'true' }, '400 PARAM_ERROR /reuse_coupon_config'],
    ['terms of its own beside the coupon’s', { reuse_coupon_config: true }, '400 PARAM_ERROR /plan_name'],
    ['a name of 37 bytes', { plan_name: `${'券'.repeat(12)}x` }, '400 PARAM_ERROR /plan_name'],
    ['9,999 coupons', { total_count: 9999 }, '400 PARAM_ERROR /total_count'],
    ['more coupons than the batch has', { total_count: 1_000_001 }, '400 INVALID_REQUEST /total_count'],
    ['a higher limit than the batch has', { user_limit: 11 }, '400 INVALID_REQUEST /user_limit'],
    ['a higher limit a day', { daily_limit: 100_001 }, '400 INVALID_REQUEST /daily_limit'],
    ['a start that has passed', { delivery_start_time: iso(-1) }, '400 PARAM_ERROR /delivery_start_time'],
    ['four days', { delivery_end_time: iso(5) }, '400 PARAM_ERROR /delivery_end_time'],
    [
      'an end that the batch does not reach',
      { delivery_end_time: iso(365) },
      '400 INVALID_REQUEST /delivery_end_time',
    ],
    [
      'a time without zone',
      { delivery_start_time: '2026-12-01T00:00:00' },
      '400 PARAM_ERROR /delivery_start_time',
    ],
    [
      'a day that does not exist',
      { delivery_end_time: '2027-02-29T00:00:00Z' },
      '400 PARAM_ERROR /delivery_end_time',
    ],
    ['the hour 24', { delivery_end_time: '2026-12-31T24:00:00Z' }, '400 PARAM_ERROR /delivery_end_time'],
    ['a tag of 30 bytes', { recommend_word: '券'.repeat(10) }, '400 PARAM_ERROR /recommend_word'],
    ['a tag that is too wide', { recommend_word: 'x'.repeat(19) }, '400 PARAM_ERROR /recommend_word'],
    ['an emoji', { plan_name: '🎁' }, '400 PARAM_ERROR /plan_name'],
    ['null', { recommend_word: null }, '400 PARAM_ERROR /recommend_word'],
    ['an unknown field', { save_as_draft: true }, '400 PARAM_ERROR /save_as_draft'],
    ['a brand that has not authorised the service provider', { brand_id: '9' }, '403 NO_AUTH'],
  ])('rejects %s', async (_, change, expected) => {
    const { partner } = await stage()
    expect(fault(await partner('POST', plans, { ...own, ...change }))).toBe(expected)
  })

  it('rejects a body that is nested too deep', async () => {
    const { partner } = await stage()
    expect(fault(await partner('POST', plans, `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`))).toBe(
      '400 INVALID_REQUEST',
    )
  })

  it('rejects the reuse of a batch that is too small, and a start before the batch', async () => {
    const small = await stage({ coupon: { max_count: 9_999 } })
    expect(fault(await small.partner('POST', plans, reused))).toBe('400 INVALID_REQUEST')
    const late = await stage({ coupon: { available_begin_time: iso(2) } })
    expect(fault(await late.partner('POST', plans, own))).toBe('400 INVALID_REQUEST /delivery_start_time')
  })

  it('ends delivery early enough for the last coupon to be used', async () => {
    const { partner } = await stage({ coupon: { wait_days_after_receive: 1, available_days: 30 } })
    const ends = (days: number) => ({ ...own, delivery_end_time: iso(days) })
    expect(fault(await partner('POST', plans, ends(333.1)))).toBe('400 INVALID_REQUEST /delivery_end_time')
    expect((await createPlan(partner, ends(333))).delivery_end_time).toBe(iso(333))
  })

  it('responds to the same request as before, and rejects its number for another', async () => {
    const { partner } = await stage()
    const first = await createPlan(partner)
    expect(await createPlan(partner)).toEqual(first)
    expect(fault(await partner('POST', plans, { ...own, total_count: 30_000 }))).toBe(
      '400 ALREADY_EXISTS /out_request_no',
    )
    const update = { out_request_no: own.out_request_no, modify_content: { total_count: 30_000 } }
    expect(fault(await partner('PATCH', `${plans}/${first.plan_id}`, update))).toBe(
      '400 ALREADY_EXISTS /out_request_no',
    )
  })

  it('of a rejected plan leaves its number free', async () => {
    const { partner } = await stage()
    await partner('POST', plans, { ...own, total_count: 1_000_001 })
    expect((await createPlan(partner)).plan_state).toBe('CREATED')
  })
})
