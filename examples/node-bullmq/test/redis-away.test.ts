import { EndedError, freePort } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jobIdOf } from '../queue.ts'
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

it('exits with an error if Redis cannot be reached', async () => {
  const env = { REDIS_URL: `redis://127.0.0.1:${await freePort()}` }
  const error = await fleet.startReceiver(env).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(EndedError)
  expect((error as EndedError).exitCode).toBe(1)
  expect((error as EndedError).output).toContain('Redis: connect ECONNREFUSED')
})

it('accepts nothing while Redis is down, and everything when it is back', async () => {
  const notification = await newNotification('1')
  await fleet.redis.kill()
  expect(await post(receiver.url, notification.genuine[0])).toBe(503)
  await fleet.redis.start()
  await expectAccepted(notification)
})

it('refuses callbacks in time while Redis hangs, and accepts each once afterwards', async () => {
  const notification = await newNotification('2')
  fleet.redis.freeze()
  // `post` returns undefined if there is no response within 5 s.
  const statuses = await Promise.all(notification.genuine.map((request) => post(receiver.url, request)))
  fleet.redis.thaw()
  expect(statuses).toEqual([503, 503])
  await expectAccepted(notification)
})

function newNotification(planId: string): Promise<Notification> {
  const modify_time = new Date().toISOString()
  return makeNotification(fleet.sandbox, { plan_id: planId, plan_state: 'DELIVERING', modify_time })
}

async function expectAccepted({ id, planId, genuine }: Notification): Promise<void> {
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
