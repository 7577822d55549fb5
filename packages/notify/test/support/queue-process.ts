// One of several processes that receive callbacks, queue them, and handle what is queued. It kills itself at one step.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createVerifier } from '@wxdp/auth'
import {
  createBullmqConsumer,
  createBullmqSender,
  createRedisPlans,
  type PlanStore,
} from '@wxdp/notify/bullmq'
import { createNodeHandler } from '@wxdp/notify/node'
import { apiV3Key, platformSerial } from '@wxdp-internal/fixtures'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { effect, processOptions, type Step } from './queue-steps.ts'

const { REDIS_PORT, PLATFORM_PUBLIC_KEY = '', STEP } = process.env
/** How often this process still passes the step before it dies there. */
let left = Number(process.env.PASSES)
function pass(step: Step): void {
  if (step === STEP && --left <= 0) process.kill(process.pid, 'SIGKILL')
}

const connection = new Redis(Number(REDIS_PORT), '127.0.0.1', { maxRetriesPerRequest: null })
connection.on('error', () => {})
const queue = new Queue('kills', { connection })
queue.on('error', () => {})
const { lease, job, ...worker } = processOptions

const handler = createNodeHandler({
  verifier: createVerifier({ keys: { [platformSerial]: PLATFORM_PUBLIC_KEY } }),
  apiV3Key,
  onNotification: createBullmqSender({
    queue: {
      async add(...args) {
        pass('verified')
        await queue.add(...args)
        pass('queued')
      },
    },
    job,
  }),
  observe() {},
})

const redisPlans = createRedisPlans({ client: connection })
const plans: PlanStore = {
  ...redisPlans,
  async replace(planId, text, next) {
    const replaced = await redisPlans.replace(planId, text, next)
    // Only the end of a turn has no turn left in it.
    pass(next.includes('"begun"') ? 'begun' : 'ended')
    return replaced
  },
}
const { processor, options } = createBullmqConsumer({
  plans,
  lease,
  async onNotification({ id, resource }) {
    const { plan_id, modify_time } = resource as { plan_id: string; modify_time: string }
    // What a user's transaction does: the effect and the id, together or not at all.
    await connection.eval(effect, 3, 'ids', `effects:${plan_id}`, `calls:${plan_id}`, id, modify_time)
    pass('applied')
  },
  observe() {},
})
const running = new Worker(
  'kills',
  async (each, token) => {
    pass('taken')
    return processor(each, token)
  },
  { connection, ...worker, ...options },
)
running.on('error', () => {})

const server = createServer(handler).listen(0, '127.0.0.1')
server.keepAliveTimeout = 120_000
await once(server, 'listening')
process.send?.({ port: (server.address() as AddressInfo).port })
// Without its parent, nobody needs this process.
process.once('disconnect', () => process.exit())
