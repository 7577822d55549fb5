import type { DeliveryPlan } from '@wxdp/core'
import { describe, expect, it } from 'vitest'
import { fault } from '../support/caller.ts'
import { brandPlans, createPlan, ofBrand, own, plans, stage } from '../support/stage.ts'

describe('listPlans', () => {
  it('pages and filters, and omits an empty list', async () => {
    const { partner, box, setUrl } = await stage()
    await setUrl()
    for (const n of [1, 2, 3]) await createPlan(partner, { ...own, out_request_no: `create-${n}` })
    await box.control.approve('12000000000000000000000000000002')
    const list = async (query: string) => {
      const { body } = await partner('GET', `${plans}/120344/delivery-plans${query}`)
      const ids = (body.plan_list as DeliveryPlan[] | undefined)?.map(({ plan_id }) =>
        Number(plan_id.slice(-2)),
      )
      return [body.total_count, ids]
    }
    expect(await list('')).toEqual([3, [1, 2, 3]])
    expect(await list('?page_size=2')).toEqual([3, [1, 2]])
    expect(await list('?page_size=2&offset=2')).toEqual([3, [3]])
    expect(await list('?offset=3')).toEqual([3, undefined])
    expect(await list('?plan_state=DELIVERING')).toEqual([1, [2]])
    expect(await list('?audit_state=AUDIT_PROCESSING')).toEqual([2, [1, 3]])
    expect(await list('?plan_id=12000000000000000000000000000003')).toEqual([1, [3]])
    expect(await list('?plan_id=0')).toEqual([0, undefined])
  })

  it.each([
    ['?page_size=51', '400 PARAM_ERROR page_size 268582710'],
    ['?page_size=0', '400 PARAM_ERROR page_size 268582710'],
    ['?page_size=1&page_size=2', '400 PARAM_ERROR page_size 268582710'],
    ['?offset=-1', '400 PARAM_ERROR offset 268582710'],
    ['?plan_state=PLAN_PAUSED', '400 PARAM_ERROR plan_state 268582542'],
    ['?audit_state=PASSED', '400 PARAM_ERROR audit_state 268582543'],
    ['?page=1', '400 PARAM_ERROR page 268582710'],
  ])('rejects %s', async (query, expected) => {
    const { partner } = await stage()
    expect(fault(await partner('GET', `${plans}/120344/delivery-plans${query}`))).toBe(expected)
  })

  it('shows a service provider only authorised brands, and only its own plans', async () => {
    const { partner, brand } = await stage()
    expect(fault(await partner('GET', `${plans}/9/delivery-plans`))).toBe('403 NO_AUTH 268583095')
    const { plan_id } = await createPlan(brand, ofBrand, brandPlans)
    expect((await partner('GET', `${plans}/120344/delivery-plans`)).body.total_count).toBe(0)
    expect(fault(await partner('POST', `${plans}/${plan_id}/terminate`))).toBe(
      '400 PARAM_ERROR plan_id 268582537',
    )
    expect((await brand('GET', brandPlans)).body.total_count).toBe(1)
  })
})
