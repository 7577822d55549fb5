import { describe, expect, it } from 'vitest'
import { fault } from '../support/caller.ts'
import { china, createPlan, iso, plans, reused, stage } from '../support/stage.ts'

describe('updatePlan', () => {
  const change = (modify_content: unknown, n = 1) => ({ out_request_no: `change-${n}`, modify_content })

  it('makes a draft that goes live when it passes the audit', async () => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await box.control.approve(plan_id)
    const grown = change({ total_count: 30_000, delivery_end_time: iso(40), recommend_word: '满减' })
    const { body } = await partner('PATCH', `${plans}/${plan_id}`, grown)
    expect(body.plan).toMatchObject({ total_count: 20_000, plan_state: 'DELIVERING' })
    await box.control.reject(plan_id)
    const list = `${plans}/120344/delivery-plans?plan_id=${plan_id}`
    expect((await partner('GET', list)).body.plan_list).toMatchObject([{ total_count: 20_000 }])
    await partner('PATCH', `${plans}/${plan_id}`, { ...grown, out_request_no: 'change-2' })
    await box.control.approve(plan_id)
    expect((await partner('GET', list)).body.plan_list).toMatchObject([
      { total_count: 30_000, delivery_end_time: china(40), recommend_word: '满减' },
    ])
  })

  it.each<[string, unknown, string]>([
    ['to fewer coupons', { total_count: 19_999 }, '400 PARAM_ERROR /modify_content/total_count 268586631'],
    [
      'to more than the batch has',
      { total_count: 1_000_001 },
      '400 PARAM_ERROR /modify_content/total_count 268585140',
    ],
    ['to a lower limit', { user_limit: 2 }, '400 PARAM_ERROR /modify_content/user_limit 268582710'],
    [
      'to an earlier end',
      { delivery_end_time: iso(30) },
      '400 PARAM_ERROR /modify_content/delivery_end_time 268582566',
    ],
    [
      'to more a day than in all',
      { daily_limit: 20_001 },
      '400 PARAM_ERROR /modify_content/daily_limit 268585139',
    ],
    ['to a wide name', { plan_name: '券'.repeat(13) }, '400 PARAM_ERROR /modify_content/plan_name 268585141'],
    [
      'of the start',
      { delivery_start_time: iso(2) },
      '400 PARAM_ERROR /modify_content/delivery_start_time 268582710',
    ],
    ['that is empty', {}, '400 PARAM_ERROR /modify_content 268582710'],
    ['that is not an object', [], '400 PARAM_ERROR /modify_content 268582710'],
  ])('rejects a change %s', async (_, content, expected) => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await box.control.approve(plan_id)
    expect(fault(await partner('PATCH', `${plans}/${plan_id}`, change(content)))).toBe(expected)
  })

  it.each<[string, object]>([
    ['to the same number of coupons', { total_count: 20_000 }],
    ['to the same end', { delivery_end_time: iso(31) }],
    ['to a higher limit a day', { daily_limit: 501 }],
  ])('accepts a change %s', async (_, content) => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    const { plan_id } = await createPlan(partner)
    await box.control.approve(plan_id)
    expect(fault(await partner('PATCH', `${plans}/${plan_id}`, change(content)))).toBe('200')
  })

  it('cannot add a limit that the coupon did not have', async () => {
    const { partner, box, setUrl } = await stage({
      coupon: { max_count_per_day: undefined },
    })
    await setUrl()
    const { plan_id, daily_limit } = await createPlan(partner, reused)
    expect(daily_limit).toBe(0)
    await box.control.approve(plan_id)
    expect(fault(await partner('PATCH', `${plans}/${plan_id}`, change({ daily_limit: 5 })))).toBe(
      '400 PARAM_ERROR /modify_content/daily_limit 268582710',
    )
  })

  it('rejects a change during an audit, of a plan that has ended, and of an unknown plan', async () => {
    const { partner } = await stage()
    const { plan_id } = await createPlan(partner)
    const body = change({ total_count: 30_000 })
    expect(fault(await partner('PATCH', `${plans}/${plan_id}`, body))).toBe('400 PARAM_ERROR 268582543')
    await partner('POST', `${plans}/${plan_id}/terminate`)
    expect(fault(await partner('PATCH', `${plans}/${plan_id}`, body))).toBe('400 PARAM_ERROR 268582565')
    expect(fault(await partner('PATCH', `${plans}/12`, body))).toBe('400 PARAM_ERROR plan_id 268582537')
  })
})
