import type { ReceivedNotification } from '@wxdp/notify'
import type { Env } from './env.ts'

/** Applies the messages of a batch. A message that fails is delivered again; the others are not. */
export async function consume(batch: MessageBatch<ReceivedNotification>, env: Env): Promise<void> {
  await Promise.all(batch.messages.map((message) => apply(message, env)))
}

async function apply(message: Message<ReceivedNotification>, { PLAN_STATE }: Env): Promise<void> {
  const { id, attempts, body: notification } = message
  try {
    // Genuine, but not handled by this worker. It moves to the dead-letter queue, where people can inspect it.
    if (notification.kind !== 'planChange')
      throw new Error(`No handler for event type ${notification.event_type}.`)
    const { plan_id, plan_state } = notification.resource
    const outcome = await PLAN_STATE.getByName(plan_id).apply(notification.id, notification.resource)
    // Only a log line: it is lost if the worker crashes here. Put work that must not be lost into PlanState.
    if (outcome === 'applied') console.log(JSON.stringify({ plan_id, plan_state }))
    message.ack()
  } catch (error) {
    console.error(`Message ${id}, attempt ${attempts}: ${error}`)
    message.retry()
  }
}
