import type { ReceivedNotification } from '@wxdp/notify'
import type { Env } from './env.ts'

/** Applies what is on the queue. Each message stands for itself: one that fails comes again, the others do not. */
export async function consume(batch: MessageBatch<ReceivedNotification>, env: Env): Promise<void> {
  await Promise.all(batch.messages.map((message) => take(message, env)))
}

async function take(message: Message<ReceivedNotification>, { PLAN_STATE }: Env): Promise<void> {
  const { id, attempts, body: notification } = message
  try {
    // Genuine, but nothing that this worker knows. It ends among the dead letters, where it can be looked at.
    if (notification.kind !== 'planChange') throw new Error(`there is no work for ${notification.event_type}`)
    const { plan_id, plan_state } = notification.resource
    const outcome = await PLAN_STATE.getByName(plan_id).apply(notification.id, notification.resource)
    // A log and no more: if this worker dies here, nobody writes it again. What must be done is done in PlanState.
    if (outcome === 'applied') console.log(JSON.stringify({ plan_id, plan_state }))
    message.ack()
  } catch (error) {
    console.error(`Message ${id}, attempt ${attempts}: ${error}`)
    message.retry()
  }
}
