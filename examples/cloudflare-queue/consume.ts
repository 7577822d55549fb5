import { byKind, type ReceivedNotification } from '@wxdp/notify'
import type { Env } from './env.ts'

/** Applies the messages of a batch. A message that fails is delivered again; the others are not. */
export async function consume(batch: MessageBatch<ReceivedNotification>, env: Env): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      try {
        await apply(message.body, env)
        message.ack()
      } catch (error) {
        console.error(`Message ${message.id}, attempt ${message.attempts}: ${error}`)
        message.retry()
      }
    }),
  )
}

const apply = byKind({
  async planChange({ id, resource }, { PLAN_STATE }: Env) {
    const { plan_id, plan_state } = resource
    const outcome = await PLAN_STATE.getByName(plan_id).apply(id, resource)
    // Only a log line: it is lost if the worker crashes here. Put work that must not be lost into PlanState.
    if (outcome === 'applied') console.log(JSON.stringify({ plan_id, plan_state }))
  },
  other({ event_type }) {
    // The message moves to the dead-letter queue, where people can inspect it.
    throw new Error(`No handler for event type ${event_type}.`)
  },
})
