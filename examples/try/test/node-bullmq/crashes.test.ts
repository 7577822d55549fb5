import { setTimeout as sleep } from 'node:timers/promises'
import { planKeys } from '@wxdp-examples/node-bullmq/plan-store'
import { jobIdOf } from '@wxdp-examples/node-bullmq/queue'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Child } from '../../child.ts'
import { type Fleet, program, type Receiver, startFleet } from './fleet.ts'
import { deliver, inParallel, makeNotification, type Notification, post, shuffle } from './sender.ts'

skipWithout(program, 'redis-server')

const plans = 20
const changesOfEach = 11
const states = ['CREATED', 'DELIVERING', 'PAUSED', 'DELIVERING', 'PAUSED']

let fleet: Fleet
let receivers: [Receiver, Receiver]
/** One that works, and two that dawdle until they are killed. */
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

it('enqueues nothing that is not proven genuine', async () => {
  const { genuine, probe } = await notificationOf(0, 0)
  const altered = { ...genuine[0], body: genuine[0].body.replace('DELIVERY_PLAN', 'DELIVERY_PLAM') }
  const unsigned = { headers: { 'Content-Type': 'application/json' }, body: genuine[0].body }
  const answers = [probe, altered, unsigned].flatMap((forged) =>
    receivers.map(({ url }) => post(url, forged)),
  )
  expect(await Promise.all(answers)).toEqual([401, 401, 401, 401, 400, 400])
  expect(await fleet.client.keys('wxdp:*')).toEqual([])
  expect(await fleet.queue.getJobCountByTypes('wait', 'active', 'delayed', 'completed', 'failed')).toBe(0)
})

it('applies each notification once, in the right order, though receivers and workers are killed', async () => {
  const notifications: Notification[] = []
  for (let plan = 0; plan < plans; plan++) {
    for (let change = 0; change < changesOfEach; change++) {
      notifications.push(await notificationOf(plan, change))
    }
  }
  // Each comes three times, all in disorder, to both receivers.
  const requests = shuffle(notifications.flatMap(({ genuine: [one, two] }) => [one, two, one]))
  const taken: (number | undefined)[][] = []
  let turn = 0
  const pick = (): string => (receivers[turn++ % 2] as Receiver).url
  const traffic = inParallel(
    requests.map((request) => async () => void taken.push(await deliver(request, pick))),
    16,
  )
  const restarted = (async () => {
    while (taken.length < requests.length / 4) await sleep(5)
    const [, dying] = receivers
    await dying.kill()
    // Others send meanwhile, and get no answer from it.
    await fleet.startReceiver({ PORT: new URL(dying.url).port })
  })()
  const [, one, other] = workers
  const interrupted = await Promise.all([
    killAtWork(one, (applied) => !applied),
    killAtWork(other, (applied) => applied),
    traffic,
    restarted,
  ])
  await fleet.startWorker()
  await untilDrained()

  const ids = notifications.map(({ id }) => id).sort()
  const known = await Promise.all(Array.from({ length: plans }, (_, plan) => ledgerOf(planIdOf(plan))))
  const ledger = known.flatMap((each) => each.ids).sort()
  const effects = known.reduce((sum, each) => sum + each.effects, 0)
  console.log(
    `${ids.length} notifications sent ${taken.flat().length} times, ${ledger.length} in the ledger, ${effects} effects`,
  )
  expect(ledger).toEqual(ids)
  expect(effects).toBe(ids.length)
  expect(known.map(({ newest }) => newest)).toEqual(
    Array.from({ length: plans }, (_, plan) => {
      const { state, time } = notifications[(plan + 1) * changesOfEach - 1] as Notification
      return { plan_state: state, modify_time: time }
    }),
  )
  expect(await fleet.queue.getJobCounts('completed', 'failed')).toEqual({ completed: ids.length, failed: 0 })

  // The crashes were real: both jobs were run again by somebody else, and one of them had had its effect.
  const [before, after] = await Promise.all(interrupted.slice(0, 2).map((id) => fleet.queue.getJob(`${id}`)))
  for (const job of [before, after]) {
    expect(job?.stalledCounter).toBeGreaterThan(0)
    expect([one, other].map(nameOf)).not.toContain(job?.processedBy)
  }
  expect(after?.returnvalue).toBe('known')
  expect(taken.flat()).toContain(undefined)
})

it('stops in good order', async () => {
  const codes = await fleet.stop()
  // The three that were killed have none.
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

/** Kills a worker when one of its jobs stands as wanted. Returns the job's id. */
async function killAtWork(worker: Child, wanted: (applied: boolean) => boolean): Promise<string> {
  for (;;) {
    for (const job of await fleet.queue.getActive()) {
      if (job.processedBy !== nameOf(worker) || job.data.kind !== 'planChange') continue
      const { ledger } = planKeys(job.data.resource.plan_id)
      if (!wanted((await fleet.client.hexists(ledger, job.data.id)) === 1)) continue
      await worker.kill()
      // It may have been through by the time that it was killed.
      if ((await job.getState()) === 'active') return jobIdOf(job.data.id)
      throw new Error('The job was done before its worker was killed; HOLD_MS is too short.')
    }
    await sleep(10)
  }
}

async function untilDrained(): Promise<void> {
  while ((await fleet.queue.getJobCountByTypes('wait', 'active', 'delayed')) > 0) await sleep(50)
}

async function ledgerOf(planId: string) {
  const { plan, ledger } = planKeys(planId)
  const [ids, effects, newest] = await Promise.all([
    fleet.client.hkeys(ledger),
    fleet.client.hget(plan, 'version'),
    fleet.plans.newest(planId),
  ])
  const { plan_state, modify_time } = newest ?? {}
  return { ids, effects: Number(effects), newest: { plan_state, modify_time } }
}
