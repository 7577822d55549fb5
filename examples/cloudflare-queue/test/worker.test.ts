import { createPlan } from '@wxdp/core/partner'
import type { CallbackDelivery } from '@wxdp/sandbox'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStage, genuine, idOf, type Stage } from './stage.ts'
import { bundle } from './workerd.ts'

let stage: Stage
let start: Awaited<ReturnType<Stage['counts']>>
beforeAll(async () => {
  stage = await createStage()
})
beforeEach(async () => {
  start = await stage.counts()
})
afterAll(() => stage?.stop())

/** The counts since the test began. */
async function since(): Promise<typeof start> {
  const now = await stage.counts()
  return Object.fromEntries(
    Object.entries(now).map(([name, count]) => [name, count - start[name as keyof typeof start]]),
  ) as typeof start
}

const until = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 40_000, interval: 50 })
const range = (length: number): number[] => Array.from({ length }, (_, i) => i)
const idsOf = (histories: readonly { id: string }[][]): string[][] =>
  histories.map((history) => history.map(({ id }) => id))

let plans = 0
/** New plans, with a genuine callback for each. */
async function callbacks(count: number): Promise<{ planIds: string[]; deliveries: CallbackDelivery[] }> {
  const planIds = range(count).map(() => `plan-${++plans}`)
  const { sendPlanChange } = stage.sandbox.control
  const deliveries = await Promise.all(planIds.map((plan_id) => genuine(sendPlanChange({ plan_id }))))
  return { planIds, deliveries }
}

describe('callbacks', () => {
  it('are applied once each: 100 callbacks at once, each sent twice', async () => {
    const { planIds, deliveries } = await callbacks(100)
    await Promise.all(deliveries.flatMap((delivery) => [delivery, delivery]).map(stage.deliver))
    await until(async () => expect(await since()).toMatchObject({ sent: 100, applied: 100 }))
    expect(await since()).toEqual({
      sent: 100,
      received: 100,
      unseen: 0,
      applied: 100,
      duplicate: 0,
      stale: 0,
    })
    expect(idsOf(await stage.histories(planIds))).toEqual(deliveries.map((delivery) => [idOf(delivery)]))
    const logged = stage.output.split('\n').filter((line) => planIds.some((id) => line.includes(`"${id}"`)))
    expect(logged).toHaveLength(100)
  })

  it('that arrive out of order leave the newest change', async () => {
    const plan_id = `plan-${++plans}`
    const times = range(20).map((i) => new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString())
    const deliveries = await Promise.all(
      times.map((modify_time, i) =>
        genuine(
          stage.sandbox.control.sendPlanChange({
            plan_id,
            plan_state: i % 2 === 0 ? 'DELIVERING' : 'PAUSED',
            modify_time,
          }),
        ),
      ),
    )
    // 7 and 20 have no common factor, so each delivery is sent once, and out of order.
    await Promise.all(range(20).map((i) => stage.deliver(deliveries[(i * 7 + 3) % 20] as CallbackDelivery)))
    await until(async () => {
      const { applied, stale } = await since()
      expect(applied + stale).toBe(20)
    })
    const [history = []] = await stage.histories([plan_id])
    expect(history.at(-1)).toMatchObject({
      id: idOf(deliveries[19] as CallbackDelivery),
      modify_time: times[19],
    })
    const kept = history.map(({ modify_time }) => modify_time)
    expect(kept).toEqual([...kept].sort())
  })

  it('are refused if they are forged, and nothing is put on the queue', async () => {
    const { deliveries } = await callbacks(1)
    const [{ request }] = deliveries as [CallbackDelivery]
    const probe = (await stage.sandbox.control.sendPlanChange({ plan_id: 'probed' }))[0] as CallbackDelivery
    const changed = (headers: object, body = request.body): CallbackDelivery => ({
      ...(deliveries[0] as CallbackDelivery),
      request: { headers: { ...request.headers, ...headers } as Record<string, string>, body },
    })
    const forged = [
      probe,
      changed({}, request.body.replace('DELIVERY_PLAN.CHANGE', 'DELIVERY_PLAN.CHANGF')),
      changed({ 'Wechatpay-Nonce': '0'.repeat(32) }),
      changed({ 'Wechatpay-Timestamp': `${Math.floor(Date.now() / 1000) - 600}` }),
      changed({ 'Wechatpay-Serial': 'PUB_KEY_ID_0000000000000000000000000000' }),
    ]
    expect(await Promise.all(forged.map(stage.post))).toEqual([401, 401, 401, 401, 401])
    expect(await since()).toMatchObject({ sent: 0, received: 0 })
  })

  it('are refused while the queue is down, and accepted when they are sent again', async () => {
    const { planIds, deliveries } = await callbacks(1)
    const [delivery] = deliveries as [CallbackDelivery]
    await stage.arm({ send: 1 })
    expect(await stage.post(delivery)).toBe(500)
    expect(await since()).toMatchObject({ sent: 0 })
    expect([await stage.post(delivery), await stage.post(delivery)]).toEqual([204, 204])
    await until(async () => expect(await since()).toMatchObject({ sent: 1, applied: 1 }))
    expect(idsOf(await stage.histories(planIds))).toEqual([[idOf(delivery)]])
  })
})

describe('the consumer', () => {
  it('loses nothing and applies nothing twice if it crashes in the middle of a batch', async () => {
    const { planIds, deliveries } = await callbacks(20)
    await stage.arm({ consume: 2 })
    await Promise.all(deliveries.map(stage.deliver))
    await until(async () => {
      const { received, unseen, applied, duplicate } = await since()
      expect({ applied, ended: applied + duplicate }).toEqual({ applied: 20, ended: received - unseen })
    })
    const { sent, unseen, duplicate } = await since()
    expect(sent).toBe(20)
    // The consumer crashed in two batches, and the changes that it had applied were delivered again.
    expect(Math.min(unseen, duplicate)).toBeGreaterThanOrEqual(2)
    expect(idsOf(await stage.histories(planIds))).toEqual(deliveries.map((delivery) => [idOf(delivery)]))
  })

  it.each(['before', 'after'] as const)(
    'retries if the object of a plan crashes %s it stores a change',
    async (when) => {
      const { planIds, deliveries } = await callbacks(3)
      await stage.arm({ [when]: 1 })
      await Promise.all(deliveries.map(stage.deliver))
      await until(async () => {
        const { applied, duplicate } = await since()
        expect(applied + duplicate).toBe(3)
      })
      expect(await since()).toMatchObject({ received: 4, duplicate: when === 'after' ? 1 : 0 })
      expect(idsOf(await stage.histories(planIds))).toEqual(deliveries.map((delivery) => [idOf(delivery)]))
    },
  )

  it('detects duplicates among changes with the same time', async () => {
    const modify_time = '2026-03-23T10:29:35.120+08:00'
    const twins = ['DELIVERING', 'PAUSED'].map((plan_state) => ({
      kind: 'planChange',
      id: plan_state,
      resource: { plan_id: 'twins', plan_state, audit_state: 'PASSED', modify_time },
    }))
    for (const [i, message] of [...twins, ...twins].entries()) {
      await stage.enqueue(message)
      await until(async () => expect(await since()).toMatchObject({ received: i + 1 }))
    }
    await until(async () => expect(await since()).toMatchObject({ applied: 2, duplicate: 2 }))
    expect(idsOf(await stage.histories(['twins']))).toEqual([['DELIVERING', 'PAUSED']])
  })

  it('moves messages that it can never apply to the dead-letter queue, and applies the others', async () => {
    const { planIds, deliveries } = await callbacks(3)
    const unknown = {
      eventType: 'REFUND.SUCCESS',
      originalType: 'refund',
      summary: '退款',
      resource: { n: 1 },
    }
    const { control } = stage.sandbox
    const refund = await genuine(control.sendNotification(`${control.notifyUrl}`, unknown))
    const poison = [
      null,
      { kind: 'planChange' },
      { kind: 'planChange', id: 'x', resource: { plan_id: 'poisoned' } },
    ]
    await Promise.all([...poison.map(stage.enqueue), ...[refund, ...deliveries].map(stage.deliver)])
    await until(async () => expect(await stage.deadLetters()).toHaveLength(4))
    const letters = await stage.deadLetters()
    expect(letters).toEqual(expect.arrayContaining(poison))
    expect(letters).toContainEqual(expect.objectContaining({ id: idOf(refund), resource: { n: 1 } }))
    expect(idsOf(await stage.histories(planIds))).toEqual(deliveries.map((delivery) => [idOf(delivery)]))
    expect(await stage.histories(['poisoned'])).toEqual([[]])
    // One attempt and ten retries for each of the four.
    expect(await since()).toMatchObject({ received: 4 * 11 + 3, applied: 3 })
  })
})

describe('the cron trigger', () => {
  it('finds a change whose callback was lost; the callback changes nothing if it still arrives', async () => {
    const { client, sandbox } = stage
    const { plan } = await client.call(createPlan, {
      out_request_no: 'request-1',
      brand_id: sandbox.brand.brandId,
      product_coupon_id: '1000000013',
      stock_id: '1000000013001',
      reuse_coupon_config: true,
    })
    const created = await genuine(sandbox.control.settled())
    expect(await stage.cron()).toBe('ok')
    const approved = await genuine(sandbox.control.approve(plan.plan_id))
    expect(await stage.cron()).toBe('ok')
    const states = async () => {
      const [history = []] = await stage.histories([plan.plan_id])
      return history.map(({ plan_state, audit_state }) => `${plan_state} ${audit_state}`)
    }
    const both = ['CREATED PROCESSING', 'DELIVERING PASSED']
    expect(await states()).toEqual(both)
    for (const late of [approved, created]) await stage.deliver(late)
    await until(async () => expect(await since()).toMatchObject({ sent: 2, stale: 2 }))
    expect(await stage.cron()).toBe('ok')
    expect(await states()).toEqual(both)
    expect(await since()).toMatchObject({ applied: 2 })
    expect(stage.output).toContain('Checked 1 plans; found 1 missed changes.')
    expect(stage.output).toContain('Brand 999999 was refused: listPlans: NO_AUTH')
  })
})

it('logs no secrets', () => {
  const { privateKey, apiV3Key } = stage.sandbox.credentials
  const secrets = [apiV3Key, ...privateKey.split('\n').filter((line) => line && !line.startsWith('-----'))]
  expect(stage.output).toContain('refused')
  expect(secrets.filter((secret) => stage.output.includes(secret))).toEqual([])
})

it('contains no code that depends on Node', async () => {
  const code = await bundle('worker.ts')
  expect(code).toContain('crypto.subtle')
  expect(code).not.toMatch(/['"]node:|\bBuffer\b|\bprocess\./)
})
