export type { CloudflareConsumer, CloudflareConsumerSettings } from './queue/cloudflare/consumer.ts'
export { createQueueConsumer } from './queue/cloudflare/consumer.ts'
export type { DeadLetter, ReplayDeadLetterOptions } from './queue/cloudflare/dead-letters.ts'
export { replayDeadLetter } from './queue/cloudflare/dead-letters.ts'
export type { DurableObjectPlansOptions, PlanNamespace } from './queue/cloudflare/durable-object-plans.ts'
export { createDurableObjectPlans } from './queue/cloudflare/durable-object-plans.ts'
export type { PlanObjectState, PlanStorage } from './queue/cloudflare/plan-object.ts'
export { PlanObject } from './queue/cloudflare/plan-object.ts'
export type {
  CloudflareBatch,
  CloudflareMessage,
  CloudflareQueue,
  DeadLetterNamespace,
} from './queue/cloudflare/port.ts'
export type { QueueSenderOptions } from './queue/cloudflare/sender.ts'
export { createQueueSender } from './queue/cloudflare/sender.ts'
export type { QueueConsumerSettings, QueueContext } from './queue/consume.ts'
export type { QueuedNotification } from './queue/message.ts'
export type { MissedPlanChange } from './queue/missed.ts'
export { createMissedSender } from './queue/missed.ts'
export type { PlanStore, StoredPlan } from './queue/plan-store.ts'
export type { QueueEvent } from './queue/queue-event.ts'
export type { NotificationSender } from './queue/sender.ts'
