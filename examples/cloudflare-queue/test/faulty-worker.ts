// The real worker, with faults on demand and requests that show its state.
import type { ReceivedNotification } from '@wxdp/notify'
import type { Env } from '../env.ts'
import type { Change, Outcome } from '../plan-state.ts'
import worker, { PlanState } from '../worker.ts'

export { InboxObject } from '../worker.ts'

/** How many more times each fault happens. */
const faults = {
  /** The queue fails to accept a message. */
  send: 0,
  /** The consumer crashes after it applied half of a batch, before it acknowledges any message. */
  consume: 0,
  /** A plan's object crashes before it stores a change. */
  before: 0,
  /** A plan's object crashes after it stored a change, before the consumer gets the outcome. */
  after: 0,
}
/**
 * Counts the messages that the queue accepted (`sent`) and that the consumer received, and their outcomes. A message
 * that is delivered again counts again. `unseen` counts those that a crash kept the consumer from processing.
 */
const counts = { sent: 0, received: 0, unseen: 0, applied: 0, duplicate: 0, stale: 0 }

const isDue = (fault: keyof typeof faults): boolean => faults[fault] > 0 && faults[fault]-- > 0

class FaultyPlanState extends PlanState {
  // @ts-expect-error: the base method is synchronous. Callers get a promise from both, since the call is an RPC.
  override async apply(id: string, change: Change): Promise<Outcome> {
    if (isDue('before')) this.ctx.abort('crashed before storing')
    const outcome = super.apply(id, change)
    if (isDue('after')) {
      await this.ctx.storage.sync()
      this.ctx.abort('crashed after storing')
    }
    counts[outcome] += 1
    return outcome
  }
}

export { FaultyPlanState as PlanState }

const faulty = (env: Env): Env => ({
  ...env,
  PLANS_QUEUE: {
    ...env.PLANS_QUEUE,
    async send(notification, options) {
      if (isDue('send')) throw new Error('the queue is down')
      const response = await env.PLANS_QUEUE.send(notification, options)
      counts.sent += 1
      return response
    },
  },
})

export default {
  async fetch(request, env, context) {
    const { hostname, pathname } = new URL(request.url)
    if (hostname !== 'inspect.invalid') return worker.fetch(request, faulty(env), context)
    if (pathname === '/faults') return Response.json(Object.assign(faults, await request.json()))
    if (pathname === '/counts') return Response.json(counts)
    const plans: string[] = await request.json()
    return Response.json(await Promise.all(plans.map((plan) => env.PLAN_STATE.getByName(plan).history())))
  },
  async queue(batch, env) {
    counts.received += batch.messages.length
    if (!isDue('consume')) return worker.queue(batch, env)
    const half = batch.messages.slice(0, Math.ceil(batch.messages.length / 2))
    const messages = half.map(({ id, timestamp, attempts, body }) => {
      return { id, timestamp, attempts, body, ack() {}, retry() {} }
    })
    counts.unseen += batch.messages.length - half.length
    await worker.queue({ ...batch, messages, queue: batch.queue }, env)
    throw new Error('the consumer crashed')
  },
  scheduled: (event, env) => worker.scheduled(event, faulty(env)),
} satisfies ExportedHandler<Env, ReceivedNotification>
