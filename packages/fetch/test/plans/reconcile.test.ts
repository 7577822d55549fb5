import { ApiError, type KnownPlanChange } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import { createPlan, setNotifyUrl, terminatePlan, updatePlan } from '@wxdp/core/partner'
import { type Client, createClient } from '@wxdp/fetch'
import { type MissedChange, reconcile } from '@wxdp/fetch/reconcile'
import { createSandbox, type Sandbox } from '@wxdp/sandbox'
import { describe, expect, it } from 'vitest'

/** Every callback is lost. */
const deliver = (): Promise<Response> => Promise.reject(new Error('lost'))
const box = await createSandbox({ authorisedBrands: ['120344', '120345'], deliver })
const client = await clientOf(box)
await client.call(setNotifyUrl, {
  sp_mchid: box.credentials.mchid,
  notify_url: 'https://pay.example.com/plans',
})

async function clientOf(sandbox: Sandbox, as: 'partner' | 'brand' = 'partner'): Promise<Client> {
  const caller = as === 'partner' ? sandbox : sandbox.brand
  return createClient(await caller.clientOptions())
}

let number = 0
const coupon = {
  product_coupon_id: '1000000013',
  stock_id: '1000000013001',
  reuse_coupon_config: true,
} as const
const numbered = () => ({ out_request_no: `request-${++number}`, ...coupon })
async function create(brand_id = '120344'): Promise<string> {
  const { plan } = await client.call(createPlan, { ...numbered(), brand_id })
  return plan.plan_id
}

/** Somebody who stores what is reported, and whose callbacks are all lost. */
function somebody() {
  const known = new Map<string, KnownPlanChange>()
  const told: MissedChange[] = []
  const run = (options: Partial<Parameters<typeof reconcile>[0]> = {}) =>
    reconcile({
      client,
      brandIds: ['120344'],
      known: (planId) => known.get(planId),
      onChange(missed) {
        told.push(missed)
        known.set(missed.plan_id, missed)
      },
      ...options,
    })
  const statesOf = (id: string): string[] =>
    told.filter(({ plan_id }) => plan_id === id).map((each) => `${each.plan_state} ${each.audit_state}`)
  return { known, told, run, statesOf }
}

describe('reconcile', () => {
  it('tells what each lost callback would have said, and nothing twice', async () => {
    const id = await create()
    const { run, statesOf, told, known } = somebody()
    await run()
    expect((await run()).missed).toBe(0)
    await box.control.approve(id)
    await run()
    await client.call(updatePlan, {
      plan_id: id,
      out_request_no: 'change-1',
      modify_content: { plan_name: '新名' },
    })
    await run()
    await box.control.reject(id)
    await run()
    await client.call(terminatePlan, { plan_id: id })
    await run()
    expect((await run()).missed).toBe(0)
    expect(statesOf(id)).toEqual([
      'CREATED PROCESSING',
      'DELIVERING PASSED',
      'DELIVERING PROCESSING',
      'DELIVERING REJECTED',
      'TERMINATED REJECTED',
    ])
    expect(told[0]).toMatchObject({ plan_id: id, plan: { brand_id: '120344' } })
    expect(told[0]?.known).toBeUndefined()
    expect(told[1]?.known).toMatchObject({ plan_state: 'CREATED' })
    expect(known.get(id)?.modify_time).toMatch(/^\d{4}-.*Z$/)
  })

  it('passes over what a callback has said already, in either spelling', async () => {
    const id = await create()
    const { known, run, statesOf } = somebody()
    const modify_time = '2026-01-01T00:00:00+08:00'
    known.set(id, { plan_state: 'PLAN_CREATED', audit_state: 'AUDIT_PROCESSING', modify_time })
    await run()
    expect(statesOf(id)).toEqual([])
  })

  it('passes over an answer that a callback has overtaken', async () => {
    const id = await create()
    const { known, run, statesOf } = somebody()
    const modify_time = new Date(Date.now() + 60_000).toISOString()
    known.set(id, { plan_state: 'DELIVERING', audit_state: 'PASSED', modify_time })
    await run()
    expect(statesOf(id)).toEqual([])
    await run({ now: () => Date.now() + 120_000 })
    expect(statesOf(id)).toEqual(['CREATED PROCESSING'])
  })

  it('walks every brand, and goes on where one is refused', async () => {
    const id = await create('120345')
    const { run, statesOf } = somebody()
    const { refused, plans, missed } = await run({ brandIds: ['999999', '120345'] })
    expect(refused).toEqual([{ brandId: '999999', error: expect.any(ApiError) }])
    expect([plans, missed]).toEqual([1, 1])
    expect(statesOf(id)).toEqual(['CREATED PROCESSING'])
  })

  it('takes brands as they come', async () => {
    async function* stored() {
      yield '120345'
    }
    expect((await somebody().run({ brandIds: stored() })).plans).toBe(1)
  })

  it('looks at the own plans of a brand, its drafts too', async () => {
    const own = await clientOf(box, 'brand')
    const { plan } = await own.call(brand.createPlan, { ...numbered(), save_as_draft: true })
    const { run, statesOf } = somebody()
    await run({ client: own, brandIds: undefined })
    expect(statesOf(plan.plan_id)).toEqual(['CREATED INITIAL'])
  })

  it('ends where all would be refused, with the answer', async () => {
    const down: Pick<Client, 'call'> = {
      call: (endpoint) =>
        Promise.reject(
          new ApiError({
            ...{ endpoint: endpoint.name, status: 401, code: 'SIGN_ERROR', reason: 'no', detail: undefined },
            ...{ requestId: undefined, verified: 'unsigned' },
          }),
        ),
    }
    await expect(somebody().run({ client: down })).rejects.toMatchObject({ code: 'SIGN_ERROR' })
  })

  it('ends where the brand itself is refused', async () => {
    const own = await clientOf(box, 'partner')
    await expect(somebody().run({ client: own, brandIds: undefined })).rejects.toMatchObject({
      code: 'FETCH_IDENTITY',
    })
  })

  it('ends with what onChange throws, and with the reason of a signal', async () => {
    await create()
    const full = new Error('the store is full')
    const onChange = () => Promise.reject(full)
    await expect(somebody().run({ onChange })).rejects.toBe(full)
    const reason = new Error('shut down')
    await expect(somebody().run({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
