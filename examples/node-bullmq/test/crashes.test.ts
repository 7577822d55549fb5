import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { planKeys } from '../plan-store.ts'
import { jobIdOf } from '../queue.ts'
import { type Fleet, program, type Receiver, startFleet } from './fleet.ts'
import { deliver, inParallel, makeNotification, type Notification, post, shuffle } from './sender.ts'

skipWithout(program, 'redis-server')

const plans = 20
const changesOfEach = 11
const states = ['CREATED', 'DELIVERING', 'PAUSED', 'DELIVERING', 'PAUSED']

let fleet: Fleet
let receivers: [Receiver, Receiver]
/** One normal worker, and two slow ones that the test kills. */
let workers: [Child, Child, Child]

beforeAll(async () => {
  if (!program) return
  fleet = await startFleet()
  const slow = { HOLD_MS: '1500', CONCURRENCY: '4' }
  ;[receivers, workers] = await Promise.all([
    Promise.all([fleet.startReceiver(), fleet.startReceiver()]),
    Promise.all([fleet.startWorker(), fleet.startWorker(slow), fleet.startWorker(slow)]),
  ])
}, 50_000)
afterAll(async () => void (await fleet?.stop()), 20_000)

it('enqueues only genuine notifications', async () => {
  const { genuine, probe } = await notificationOf(0, 0)
  const altered = { ...genuine[0], body: genuine[0].body.replace('DELIVERY_PLAN', 'DELIVERY_PLAM') }
  const unsigned = { headers: { 'Content-Type': 'application/json' }, body: genuine[0].body }
  const responses = [probe, altered, unsigned].flatMap((forged) =>
    receivers.map(({ url }) => post(url, forged)),
  )
  expect(await Promise.all(responses)).toEqual([401, 401, 401, 401, 400, 400])
  expect(await fleet.client.keys('wxdp:*')).toEqual([])
  expect(await fleet.queue.getJobCountByTypes('wait', 'active', 'delayed', 'completed', 'failed')).toBe(0)
})

it('applies each notification once and in order while receivers and workers are killed', async () => {
  const notifications: Notification[] = []
  for (let plan = 0; plan < plans; plan++) {
    for (let change = 0; change < changesOfEach; change++) {
      notifications.push(await notificationOf(plan, change))
    }
  }
  // Each notification is sent three times, in random order, to both receivers.
  const requests = shuffle(notifications.flatMap(({ genuine: [one, two] }) => [one, two, one]))
  const accepted: (number | undefined)[][] = []
  let next = 0
  const pick = (): string => (receivers[next++ % 2] as Receiver).url
  const traffic = inParallel(
    requests.map((request) => async () => void accepted.push(await deliver(request, pick))),
    16,
  )
  const restart = (async () => {
    while (accepted.length < requests.length / 4) await sleep(5)
    const [, victim] = receivers
    await victim.kill()
    // Requests that are sent meanwhile get no response.
    await fleet.startReceiver({ PORT: new URL(victim.url).port })
  })()
  const [, first, second] = workers
  const interrupted = await Promise.all([
    killDuringJob(first, (applied) => !applied),
    killDuringJob(second, (applied) => applied),
    traffic,
    restart,
  ])
  await fleet.startWorker()
  await untilDrained()

  const ids = notifications.map(({ id }) => id).sort()
  const plansAfter = await Promise.all(Array.from({ length: plans }, (_, plan) => readPlan(planIdOf(plan))))
  const appliedIds = plansAfter.flatMap(({ ids }) => ids).sort()
  const changes = plansAfter.reduce((sum, { version }) => sum + version, 0)
  console.log(
    `${ids.length} notifications sent ${accepted.flat().length} times, ${appliedIds.length} ids applied, ${changes} changes`,
  )
  expect(appliedIds).toEqual(ids)
  expect(changes).toBe(ids.length)
  expect(plansAfter.map(({ newest }) => newest)).toEqual(
    Array.from({ length: plans }, (_, plan) => {
      const { state, time } = notifications[(plan + 1) * changesOfEach - 1] as Notification
      return { plan_state: state, modify_time: time }
    }),
  )
  expect(await fleet.queue.getJobCounts('completed', 'failed')).toEqual({ completed: ids.length, failed: 0 })

  // The crashes interrupted jobs: other workers ran both jobs again, and one of them had been applied already.
  const [before, after] = await Promise.all(interrupted.slice(0, 2).map((id) => fleet.queue.getJob(`${id}`)))
  for (const job of [before, after]) {
    expect(job?.stalledCounter).toBeGreaterThan(0)
    expect([first, second].map(nameOf)).not.toContain(job?.processedBy)
  }
  expect(after?.returnvalue).toBe('duplicate')
  expect(accepted.flat()).toContain(undefined)
})

it('stops gracefully', async () => {
  const codes = await fleet.stop()
  // The three processes that were killed have no exit code.
  expect(codes.filter((code) => code !== null)).toEqual([0, 0, 0, 0])
})

const planIdOf = (plan: number): string => `${12_000_000_000 + plan}`

function notificationOf(plan: number, change: number): Promise<Notification> {
  const last = change === changesOfEach - 1
  return makeNotification(fleet.sandbox, {
    plan_id: planIdOf(plan),
    plan_state: last && plan % 4 === 0 ? 'TERMINATED' : (states[(plan + change) % states.length] as string),
    modify_time: new Date(Date.UTC(2026, 10, 24, 2, plan, change, 120)).toISOString(),
  })
}

const nameOf = ({ pid }: Child): string => `worker-${pid}`

/** Kills a worker while it runs a job that is, or is not yet, applied. Returns the job's id. */
async function killDuringJob(worker: Child, expected: (applied: boolean) => boolean): Promise<string> {
  for (;;) {
    for (const job of await fleet.queue.getActive()) {
      if (job.processedBy !== nameOf(worker) || job.data.kind !== 'planChange') continue
      const { applied: ids } = planKeys(job.data.resource.plan_id)
      if (!expected((await fleet.client.hexists(ids, job.data.id)) === 1)) continue
      await worker.kill()
      // The worker may have finished the job just before it was killed.
      if ((await job.getState()) === 'active') return jobIdOf(job.data.id)
      throw new Error('The worker finished the job before it was killed. Increase HOLD_MS.')
    }
    await sleep(10)
  }
}

async function untilDrained(): Promise<void> {
  while ((await fleet.queue.getJobCountByTypes('wait', 'active', 'delayed')) > 0) await sleep(50)
}

async function readPlan(planId: string) {
  const { plan, applied } = planKeys(planId)
  const [ids, version, newest] = await Promise.all([
    fleet.client.hkeys(applied),
    fleet.client.hget(plan, 'version'),
    fleet.plans.newest(planId),
  ])
  const { plan_state, modify_time } = newest ?? {}
  return { ids, version: Number(version), newest: { plan_state, modify_time } }
}
