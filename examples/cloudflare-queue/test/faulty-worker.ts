// The worker as it is, with faults on demand and a way to look into it.
import type { ReceivedNotification } from '@wxdp/notify'
import type { Env } from '../env.ts'
import type { Change, Outcome } from '../plan-state.ts'
import worker, { PlanState } from '../worker.ts'

export { InboxObject } from '../worker.ts'

/** How often each is still to happen. */
const faults = {
  /** The queue takes no message. */
  send: 0,
  /** The consumer dies when it has applied half of a batch, before it acknowledges any of it. */
  consume: 0,
  /** A plan's object dies before a change is kept. */
  before: 0,
  /** A plan's object dies after a change is kept, before anybody knows. */
  after: 0,
}
/**
 * Messages that the queue took, that came to the consumer, and what became of them; repeated ones count anew.
 * Nobody looked at the unseen ones: the consumer had died before.
 */
const counts = { sent: 0, received: 0, unseen: 0, applied: 0, duplicate: 0, stale: 0 }

const isDue = (fault: keyof typeof faults): boolean => faults[fault] > 0 && faults[fault]-- > 0

class FaultyPlanState extends PlanState {
  // @ts-expect-error: over the wire there is no difference between an outcome and the promise of one.
  override async apply(id: string, change: Change): Promise<Outcome> {
    if (isDue('before')) this.ctx.abort('died before')
    const outcome = super.apply(id, change)
    if (isDue('after')) {
      await this.ctx.storage.sync()
      this.ctx.abort('died after')
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
      const sent = await env.PLANS_QUEUE.send(notification, options)
      counts.sent += 1
      return sent
    },
  },
})

export default {
  async fetch(request, env, context) {
    const { hostname, pathname } = new URL(request.url)
    if (hostname !== 'inside.invalid') return worker.fetch(request, faulty(env), context)
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
    throw new Error('the consumer died')
  },
  scheduled: (event, env) => worker.scheduled(event, faulty(env)),
} satisfies ExportedHandler<Env, ReceivedNotification>
