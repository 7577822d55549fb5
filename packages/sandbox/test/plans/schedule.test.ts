import { createSandbox } from '@wxdp/sandbox'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/plans/plan.ts'
import { nextStep } from '../../src/plans/schedule.ts'
import { changesIn, china, createPlan, day, own, plans, stage, start, stateOf } from '../support/stage.ts'

const hour = 3_600_000
const changesOf = (
  seen: readonly { plan_state: string; audit_state: string; modify_time: string }[],
): unknown => seen.map(({ plan_state, audit_state, modify_time }) => [plan_state, audit_state, modify_time])

/** A stage whose receiver opens what comes, and a plan that ends in 31 days. */
async function withPlan(options: object = {}) {
  const seen: Parameters<typeof changesOf>[0][number][] = []
  const all = await stage({
    ...options,
    async deliver(request) {
      const body = await request.text()
      const sent = { kind: 'notification', request: { headers: Object.fromEntries(request.headers), body } }
      seen.push(...(await changesIn([sent as never], all.box.handlerSettings()).catch(() => [])))
      return new Response(null, { status: 204 })
    },
  })
  await all.setUrl()
  const { plan_id } = await createPlan(all.partner)
  return { ...all, plan_id, seen: () => changesOf(seen.filter((_, i) => i % 2 === 0)) }
}

describe('nextStep', () => {
  const live = { delivery_end_time: new Date(1000).toISOString() }
  const plan = { plan_state: 'DELIVERING', live } as Plan

  it.each([
    [999, { step: 'approve', time: 999 }],
    // Whatever falls on the end of the plan comes too late.
    [1000, { step: 'expire', time: 1000 }],
    [1001, { step: 'expire', time: 1000 }],
    [undefined, { step: 'expire', time: 1000 }],
  ])('of a plan that ends at 1000 and whose audit ends at %s', (auditEnd, expected) => {
    expect(nextStep(plan, auditEnd)).toEqual(expected)
    expect(nextStep({ ...plan, plan_state: 'EXPIRED' }, auditEnd)).toBeUndefined()
  })
})

describe('the clock', () => {
  it('ends audits after auditTime, and plans at delivery_end_time, at these times exactly', async () => {
    const { box, partner, plan_id, seen } = await withPlan({ auditTime: '2h' })
    await box.control.advance('119m')
    expect(await stateOf(partner, plan_id)).toBe('CREATED')
    await box.control.advance('1m')
    expect(await stateOf(partner, plan_id)).toBe('DELIVERING')
    await box.control.advance('60d')
    expect(await stateOf(partner, plan_id)).toBe('EXPIRED')
    expect(seen()).toEqual([
      ['CREATED', 'PROCESSING', china(0)],
      ['DELIVERING', 'PASSED', china(2 / 24)],
      ['EXPIRED', 'PASSED', china(31)],
    ])
    expect(box.control.now).toBe(start + 2 * hour + 60 * day)
  })

  it('leaves the audit to control without auditTime', async () => {
    const { box, partner, plan_id } = await withPlan()
    await box.control.advance('30d')
    expect(await stateOf(partner, plan_id)).toBe('CREATED')
  })

  it('starts the audit anew with each submission, and ends a plan at its new end', async () => {
    const { box, partner, plan_id, seen } = await withPlan({ auditTime: '2h' })
    await box.control.advance('1h')
    await box.control.reject(plan_id)
    const modify_content = { delivery_end_time: new Date(start + 40 * day).toISOString() }
    await partner('PATCH', `${plans}/${plan_id}`, { out_request_no: 'update-1', modify_content })
    await box.control.advance('119m')
    expect(await stateOf(partner, plan_id)).toBe('CREATED')
    await box.control.advance('1m')
    expect(await stateOf(partner, plan_id)).toBe('DELIVERING')
    await box.control.advance('60d')
    expect(seen()).toEqual([
      ['CREATED', 'PROCESSING', china(0)],
      ['CREATED', 'REJECTED', china(1 / 24)],
      ['CREATED', 'PROCESSING', china(1 / 24)],
      ['DELIVERING', 'PASSED', china(3 / 24)],
      ['EXPIRED', 'PASSED', china(40)],
    ])
  })

  it('does nothing to a plan that has ended', async () => {
    const { box, partner, plan_id, seen } = await withPlan({ auditTime: '2h' })
    await partner('POST', `${plans}/${plan_id}/terminate`)
    await box.control.advance('60d')
    expect(seen()).toEqual([
      ['CREATED', 'PROCESSING', china(0)],
      ['TERMINATED', 'PROCESSING', china(0)],
    ])
  })

  it('runs by itself without now, at any speed', async () => {
    const box = await createSandbox({
      speed: 1_000_000,
      deliver: async () => new Response(null, { status: 204 }),
    })
    const before = box.control.now
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(box.control.now - before).toBeGreaterThanOrEqual(19_000_000)
    box.close()
  })

  it('is what the sandbox checks requests against', async () => {
    const { box, partner, plan_id } = await withPlan()
    await box.control.advance('1d')
    // Signed by the same clock; with another, it would be a day off.
    expect(await stateOf(partner, plan_id)).toBe('CREATED')
    expect((await partner('POST', plans, { ...own, out_request_no: 'create-2' })).status).toBe(200)
  })

  it.each([['3 hours'], ['-3h'], [undefined], [null], [{}]])('advance(%s): a typed error', async (wrong) => {
    const { box } = await stage()
    await expect(box.control.advance(wrong as never)).rejects.toMatchObject({
      code: 'SANDBOX_OPTION_INVALID',
    })
    expect(box.control.now).toBe(start)
  })
})
