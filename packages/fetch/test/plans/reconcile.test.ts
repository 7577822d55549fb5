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

/** A user who stores every reported change, and receives no callback. */
function createUser() {
  const known = new Map<string, KnownPlanChange>()
  const reported: MissedChange[] = []
  const run = (options: Partial<Parameters<typeof reconcile>[0]> = {}) =>
    reconcile({
      client,
      brandIds: ['120344'],
      known: (planId) => known.get(planId),
      onChange(missed) {
        reported.push(missed)
        known.set(missed.plan_id, missed)
      },
      ...options,
    })
  const statesOf = (id: string): string[] =>
    reported.filter(({ plan_id }) => plan_id === id).map((each) => `${each.plan_state} ${each.audit_state}`)
  return { known, reported, run, statesOf }
}

describe('reconcile', () => {
  it('reports the change of each lost callback once', async () => {
    const id = await create()
    const { run, statesOf, reported, known } = createUser()
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
    expect(reported[0]).toMatchObject({ plan_id: id, plan: { brand_id: '120344' } })
    expect(reported[0]?.known).toBeUndefined()
    expect(reported[1]?.known).toMatchObject({ plan_state: 'CREATED' })
    expect(known.get(id)?.modify_time).toMatch(/^\d{4}-.*Z$/)
  })

  it('skips a change that a callback has reported, in either spelling', async () => {
    const id = await create()
    const { known, run, statesOf } = createUser()
    const modify_time = '2026-01-01T00:00:00+08:00'
    known.set(id, { plan_state: 'PLAN_CREATED', audit_state: 'AUDIT_PROCESSING', modify_time })
    await run()
    expect(statesOf(id)).toEqual([])
  })

  it('skips a plan if a newer callback is known', async () => {
    const id = await create()
    const { known, run, statesOf } = createUser()
    const modify_time = new Date(Date.now() + 60_000).toISOString()
    known.set(id, { plan_state: 'DELIVERING', audit_state: 'PASSED', modify_time })
    await run()
    expect(statesOf(id)).toEqual([])
    await run({ now: () => Date.now() + 120_000 })
    expect(statesOf(id)).toEqual(['CREATED PROCESSING'])
  })

  it('lists every brand, and continues if one is refused', async () => {
    const id = await create('120345')
    const { run, statesOf } = createUser()
    const { refused, plans, missed } = await run({ brandIds: ['999999', '120345'] })
    expect(refused).toEqual([{ brandId: '999999', error: expect.any(ApiError) }])
    expect([plans, missed]).toEqual([1, 1])
    expect(statesOf(id)).toEqual(['CREATED PROCESSING'])
  })

  it('accepts brands from an async iterable', async () => {
    async function* stored() {
      yield '120345'
    }
    expect((await createUser().run({ brandIds: stored() })).plans).toBe(1)
  })

  it('lists the plans of a brand that signs itself, drafts included', async () => {
    const own = await clientOf(box, 'brand')
    const { plan } = await own.call(brand.createPlan, { ...numbered(), save_as_draft: true })
    const { run, statesOf } = createUser()
    await run({ client: own, brandIds: undefined })
    expect(statesOf(plan.plan_id)).toEqual(['CREATED INITIAL'])
  })

  it('ends with an error that is about every brand', async () => {
    const down: Pick<Client, 'call'> = {
      call: (endpoint) =>
        Promise.reject(
          new ApiError({
            ...{ endpoint: endpoint.name, status: 401, code: 'SIGN_ERROR', reason: 'no', detail: undefined },
            ...{ requestId: undefined, verified: 'unsigned' },
          }),
        ),
    }
    await expect(createUser().run({ client: down })).rejects.toMatchObject({ code: 'SIGN_ERROR' })
  })

  it('ends if the signing brand itself is refused', async () => {
    const own = await clientOf(box, 'partner')
    await expect(createUser().run({ client: own, brandIds: undefined })).rejects.toMatchObject({
      code: 'FETCH_IDENTITY',
    })
  })

  it('ends with what onChange throws, or with the reason of the signal', async () => {
    await create()
    const full = new Error('the store is full')
    const onChange = () => Promise.reject(full)
    await expect(createUser().run({ onChange })).rejects.toBe(full)
    const reason = new Error('shut down')
    await expect(createUser().run({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
