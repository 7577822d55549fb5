import { jobIdOf } from '@wxdp-examples/node-bullmq/queue'
import { freePort } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EndedError } from '../../child.ts'
import { type Fleet, program, type Receiver, startFleet } from './fleet.ts'
import { deliver, makeNotification, type Notification, post } from './sender.ts'

skipWithout(program, 'redis-server')

let fleet: Fleet
let receiver: Receiver

beforeAll(async () => {
  if (!program) return
  fleet = await startFleet()
  receiver = await fleet.startReceiver()
}, 50_000)
afterAll(async () => void (await fleet?.stop()), 20_000)

it('says at once that there is no Redis', async () => {
  const env = { REDIS_URL: `redis://127.0.0.1:${await freePort()}` }
  const error = await fleet.startReceiver(env).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(EndedError)
  expect((error as EndedError).exitCode).toBe(1)
  expect((error as EndedError).output).toContain('Redis: connect ECONNREFUSED')
})

it('takes nothing while Redis is down, and all when it is back', async () => {
  const notification = await someNotification('1')
  await fleet.redis.kill()
  expect(await post(receiver.url, notification.genuine[0])).toBe(503)
  await fleet.redis.start()
  await expectTaken(notification)
})

it('takes nothing while Redis hangs, answers in time, and takes it once afterwards', async () => {
  const notification = await someNotification('2')
  fleet.redis.freeze()
  // What does not answer in 5 s is undefined.
  const answers = await Promise.all(notification.genuine.map((request) => post(receiver.url, request)))
  fleet.redis.thaw()
  expect(answers).toEqual([503, 503])
  await expectTaken(notification)
})

function someNotification(planId: string): Promise<Notification> {
  const modify_time = new Date().toISOString()
  return makeNotification(fleet.sandbox, { plan_id: planId, plan_state: 'DELIVERING', modify_time })
}

async function expectTaken({ id, planId, genuine }: Notification): Promise<void> {
  const statuses = await deliver(genuine[1], () => receiver.url)
  expect(statuses.at(-1)).toBe(204)
  expect(await post(receiver.url, genuine[0])).toBe(204)
  const jobs = (await fleet.queue.getWaiting()).filter((job) => job.id === jobIdOf(id))
  expect(jobs.map(({ name, data }) => [name, data])).toEqual([
    [
      'DELIVERY_PLAN.CHANGE',
      expect.objectContaining({ id, resource: expect.objectContaining({ plan_id: planId }) }),
    ],
  ])
}
