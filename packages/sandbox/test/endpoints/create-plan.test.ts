import { describe, expect, it } from 'vitest'
import { fault } from '../support/caller.ts'
import { china, createPlan, iso, own, plans, reused, stage } from '../support/stage.ts'

describe('createPlan', () => {
  it('returns the plan with its own terms or those of the coupon', async () => {
    const { partner } = await stage()
    const { out_request_no: _, ...terms } = own
    expect(await createPlan(partner)).toEqual({
      ...terms,
      delivery_start_time: china(1),
      delivery_end_time: china(31),
      plan_id: '12000000000000000000000000000001',
      plan_state: 'CREATED',
      usage_mode: 'SINGLE',
    })
    const { stock_id: __, ...bundle } = own
    const second = {
      ...bundle,
      out_request_no: 'create-2',
      product_coupon_id: '2000000013',
      usage_mode: 'PROGRESSIVE_BUNDLE',
      stock_bundle_id: '7',
    }
    expect(await createPlan(partner, second)).toMatchObject({ plan_name: '秋季满减券', stock_bundle_id: '7' })
    expect(await createPlan(partner, { ...reused, out_request_no: 'create-3' })).toMatchObject({
      plan_name: '满100元减10元',
      total_count: 1_000_000,
      user_limit: 10,
      daily_limit: 100_000,
      delivery_start_time: china(0),
      delivery_end_time: china(364),
    })
  })

  it.each<[string, object]>([
    ['a name of 12 Chinese characters, which has 36 bytes', { plan_name: '券'.repeat(12) }],
    ['a name of 24 Latin characters', { plan_name: 'x'.repeat(24) }],
    ['a name of 24 characters of two bytes', { plan_name: 'é'.repeat(24) }],
    ['a name of half-width kana', { plan_name: 'ｱ'.repeat(24) }],
    ['four days, which only deserve a warning', { delivery_end_time: iso(5) }],
    ['one day and a second', { delivery_end_time: new Date(Date.parse(iso(2)) + 1000).toISOString() }],
    ['no limit a user', { user_limit: undefined }],
    ['a start now', { delivery_start_time: iso(0) }],
    ['all coupons in one day', { daily_limit: 20_000 }],
    ['a tag of 18 Latin characters', { recommend_word: 'x'.repeat(18) }],
    ['an end one day before the batch', { delivery_end_time: iso(364) }],
  ])('accepts %s', async (_, change) => {
    const { partner } = await stage()
    expect(fault(await partner('POST', plans, { ...own, ...change }))).toBe('200')
  })

  it.each<[string, object, string]>([
    ['no request number', { out_request_no: undefined }, '400 PARAM_ERROR /out_request_no 268582710'],
    ['a short request number', { out_request_no: '12345' }, '400 PARAM_ERROR /out_request_no 268582710'],
    ['no coupon', { product_coupon_id: undefined }, '400 PARAM_ERROR /product_coupon_id 268582710'],
    ['an id of 41 bytes', { stock_id: 'x'.repeat(41) }, '400 PARAM_ERROR /stock_id 268582710'],
    ['an id that is a number', { stock_id: 1 }, '400 PARAM_ERROR /stock_id 268582710'],
    ['no batch', { stock_id: undefined }, '400 PARAM_ERROR /stock_id 268582710'],
    [
      'a group of batches besides the batch',
      { stock_bundle_id: '7' },
      '400 PARAM_ERROR /stock_bundle_id 268582710',
    ],
    [
      'a batch for a bundle',
      { usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '7' },
      '400 PARAM_ERROR /stock_id 268582710',
    ],
    ['an unknown mode', { usage_mode: 'DOUBLE' }, '400 PARAM_ERROR /usage_mode 268582710'],
    [
      'no reuse_coupon_config',
      { reuse_coupon_config: undefined },
      '400 PARAM_ERROR /reuse_coupon_config 268582710',
    ],
    [
      'a boolean as a string',
      { reuse_coupon_config: 'true' },
      '400 PARAM_ERROR /reuse_coupon_config 268582710',
    ],
    [
      'terms of its own beside the coupon’s',
      { reuse_coupon_config: true },
      '400 PARAM_ERROR /plan_name 268582710',
    ],
    [
      'a name of 13 Chinese characters',
      { plan_name: '券'.repeat(13) },
      '400 PARAM_ERROR /plan_name 268585141',
    ],
    ['a name of width 25', { plan_name: `${'券'.repeat(12)}x` }, '400 PARAM_ERROR /plan_name 268585141'],
    ['a name of 25 Latin characters', { plan_name: 'x'.repeat(25) }, '400 PARAM_ERROR /plan_name 268585141'],
    ['9,999 coupons', { total_count: 9999 }, '400 PARAM_ERROR /total_count 268582710'],
    ['more coupons than the batch has', { total_count: 1_000_001 }, '400 PARAM_ERROR /total_count 268585140'],
    ['a higher limit than the batch has', { user_limit: 11 }, '400 PARAM_ERROR /user_limit 268585138'],
    [
      'a higher limit a day',
      { daily_limit: 100_001, total_count: 200_000 },
      '400 PARAM_ERROR /daily_limit 268585154',
    ],
    [
      'a start that has passed',
      { delivery_start_time: iso(-1) },
      '400 PARAM_ERROR /delivery_start_time 268585153',
    ],
    ['one day', { delivery_end_time: iso(2) }, '400 PARAM_ERROR /delivery_end_time 268582554'],
    [
      'an end before the start',
      { delivery_end_time: iso(0) },
      '400 PARAM_ERROR /delivery_end_time 268582554',
    ],
    ['more coupons a day than in all', { daily_limit: 20_001 }, '400 PARAM_ERROR /daily_limit 268585139'],
    ['no name', { plan_name: undefined }, '400 PARAM_ERROR /plan_name 268585487'],
    ['no total', { total_count: undefined }, '400 PARAM_ERROR /total_count 268585487'],
    ['no start', { delivery_start_time: undefined }, '400 PARAM_ERROR /delivery_start_time 268585487'],
    ['no end', { delivery_end_time: undefined }, '400 PARAM_ERROR /delivery_end_time 268585487'],
    ['no limit a day', { daily_limit: undefined }, '400 PARAM_ERROR /daily_limit 268585147'],
    [
      'a bundle that reuses the terms of the coupon',
      { ...reused, stock_id: undefined, usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '7' },
      '400 PARAM_ERROR /reuse_coupon_config 268593575',
    ],
    ['a brand id that is too long', { brand_id: '1'.repeat(33) }, '400 PARAM_ERROR /brand_id 268582532'],
    [
      'an end that the batch does not reach',
      { delivery_end_time: iso(365) },
      '400 PARAM_ERROR /delivery_end_time 268582917',
    ],
    [
      'a time without zone',
      { delivery_start_time: '2026-12-01T00:00:00' },
      '400 PARAM_ERROR /delivery_start_time 268582533',
    ],
    [
      'a day that does not exist',
      { delivery_end_time: '2027-02-29T00:00:00Z' },
      '400 PARAM_ERROR /delivery_end_time 268582534',
    ],
    ['a time that is a number', { delivery_end_time: 1 }, '400 PARAM_ERROR /delivery_end_time 268582534'],
    [
      'the hour 24',
      { delivery_end_time: '2026-12-31T24:00:00Z' },
      '400 PARAM_ERROR /delivery_end_time 268582534',
    ],
    ['a tag of 30 bytes', { recommend_word: '券'.repeat(10) }, '400 PARAM_ERROR /recommend_word 268582710'],
    [
      'a tag that is too wide',
      { recommend_word: 'x'.repeat(19) },
      '400 PARAM_ERROR /recommend_word 268582710',
    ],
    ['an emoji', { plan_name: '🎁' }, '400 PARAM_ERROR /plan_name 268435461'],
    ['null', { recommend_word: null }, '400 PARAM_ERROR /recommend_word 268435461'],
    ['an unknown field', { save_as_draft: true }, '400 PARAM_ERROR /save_as_draft 268582710'],
    ['a brand that has not authorised the service provider', { brand_id: '9' }, '403 NO_AUTH 268583095'],
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
    expect(fault(await small.partner('POST', plans, reused))).toBe('400 PARAM_ERROR 268585142')
    const late = await stage({ coupon: { available_begin_time: iso(2) } })
    expect(fault(await late.partner('POST', plans, own))).toBe(
      '400 PARAM_ERROR /delivery_start_time 268582557',
    )
  })

  it('ends delivery early enough for the last coupon to be used', async () => {
    const { partner } = await stage({ coupon: { wait_days_after_receive: 1, available_days: 30 } })
    const ends = (days: number) => ({ ...own, delivery_end_time: iso(days) })
    expect(fault(await partner('POST', plans, ends(333.1)))).toBe(
      '400 PARAM_ERROR /delivery_end_time 268585145',
    )
    expect((await createPlan(partner, ends(333))).delivery_end_time).toBe(china(333))
  })

  it('responds to the same request as before, and rejects its number for another', async () => {
    const { partner } = await stage()
    const first = await createPlan(partner)
    expect(await createPlan(partner)).toEqual(first)
    expect(fault(await partner('POST', plans, { ...own, total_count: 30_000 }))).toBe(
      '400 PARAM_ERROR /out_request_no 268582920',
    )
    const update = { out_request_no: own.out_request_no, modify_content: { total_count: 30_000 } }
    expect(fault(await partner('PATCH', `${plans}/${first.plan_id}`, update))).toBe(
      '400 PARAM_ERROR /out_request_no 268582920',
    )
  })

  it('takes the same data in another order for the same request', async () => {
    const { partner } = await stage()
    const first = await createPlan(partner)
    const reversed = Object.fromEntries(Object.entries(own).reverse())
    expect(JSON.stringify(reversed)).not.toBe(JSON.stringify(own))
    expect(await createPlan(partner, reversed)).toEqual(first)
  })

  it('rejects a batch that is too short, and the start of a bundle outside its batch group', async () => {
    const short = await stage({ coupon: { available_end_time: iso(4.9) } })
    expect(fault(await short.partner('POST', plans, reused))).toBe('400 PARAM_ERROR 268587486')
    const { stock_id: _, ...bundle } = own
    const late = await stage({ coupon: { available_begin_time: iso(2) } })
    const body = { ...bundle, usage_mode: 'PROGRESSIVE_BUNDLE', stock_bundle_id: '7' }
    expect(fault(await late.partner('POST', plans, body))).toBe(
      '400 PARAM_ERROR /delivery_start_time 268585156',
    )
  })

  it('of a rejected plan leaves its number free', async () => {
    const { partner } = await stage()
    await partner('POST', plans, { ...own, total_count: 1_000_001 })
    expect((await createPlan(partner)).plan_state).toBe('CREATED')
  })
})
