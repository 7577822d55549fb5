import { setTimeout as sleep } from 'node:timers/promises'
import { createPlan } from '@wxdp/core/partner'
import { createApp } from '@wxdp-examples/shared'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enqueue, jobIdOf } from '../queue.ts'
import { type Fleet, program, startFleet } from './fleet.ts'

skipWithout(program, 'redis-server')

let fleet: Fleet

beforeAll(async () => {
  if (program) fleet = await startFleet()
}, 20_000)
afterAll(async () => void (await fleet?.stop()), 20_000)

it('finds changes whose callbacks were lost', async () => {
  const { sandbox, plans, env } = fleet
  const { brandId } = sandbox.brand
  const { client, setUrl } = createApp(env)
  // The sandbox requires a callback URL. It still sends no callbacks; see fleet.ts.
  await setUrl()
  const { plan } = await client.call(createPlan, {
    out_request_no: 'request-1',
    brand_id: brandId,
    product_coupon_id: '1000000013',
    stock_id: '1000000013001',
    reuse_coupon_config: true,
  })
  const worker = await fleet.startWorker({ BRAND_IDS: brandId, RECONCILE_MS: '300' })
  const untilState = async (expected: string): Promise<void> => {
    while ((await plans.newest(plan.plan_id))?.plan_state !== expected) await sleep(20)
  }
  await untilState('CREATED')
  await sandbox.control.approve(plan.plan_id)
  await untilState('DELIVERING')
  await worker.stop()
  const logged = worker.output.split('\n').filter((line) => line.includes('plan_id'))
  expect(logged.map((line) => JSON.parse(line).plan_state)).toEqual(['CREATED', 'DELIVERING'])
})

it('finishes running jobs when it is stopped, and fails jobs that have no handler', async () => {
  // Without BRAND_IDS, the schedule for missed changes is removed.
  const worker = await fleet.startWorker({ HOLD_MS: '400' })
  expect(await fleet.queue.getJobSchedulers()).toEqual([])
  await enqueue(fleet.queue, notification('1', 'planChange'))
  await enqueue(fleet.queue, notification('2:3', 'unknown'))
  // Enqueue it again, as happens when a receiver crashes before it responds.
  await enqueue(fleet.queue, notification('1', 'planChange'))
  const jobOf = async (id: string) => fleet.queue.getJob(jobIdOf(id))
  while (!(await (await jobOf('1'))?.isActive())) await sleep(10)
  expect(await worker.stop()).toBe(0)

  const completed = await jobOf('1')
  expect([await completed?.getState(), completed?.returnvalue, completed?.stalledCounter]).toEqual([
    'completed',
    'applied',
    0,
  ])
  const failed = await jobOf('2:3')
  expect([await failed?.getState(), failed?.attemptsMade]).toEqual(['failed', 1])
  expect(failed?.failedReason).toBe('No handler for event type SOME.EVENT.')
})

function notification<Kind extends 'planChange' | 'unknown'>(id: string, kind: Kind) {
  const resource = {
    plan_id: '12',
    plan_state: 'DELIVERING',
    audit_state: 'PASSED',
    change_reason: '',
    modify_time: '2026-11-24T10:29:35.120+08:00',
  }
  return {
    id,
    kind,
    create_time: '2026-11-24T10:29:36+08:00',
    event_type: 'SOME.EVENT',
    resource_type: 'encrypt-resource',
    summary: '',
    original_type: 'delivery_plan',
    resource,
    resourceText: JSON.stringify(resource),
  }
}
