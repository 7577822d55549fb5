// Compiled with Cloudflare's types, and never run: the forms in which a worker is exported.
import { createHandler, type HandlerSettings } from '@wxdp/notify'
import {
  createDurableObjectPlans,
  createQueueConsumer,
  createQueueSender,
  type QueuedNotification,
  replayDeadLetter,
} from '@wxdp/notify/cloudflare-queue'
import { createWorker } from '@wxdp/notify/worker'

interface Env {
  readonly API_V3_KEY: string
}

declare const settings: HandlerSettings

const worker = createWorker((env: Env) => ({ ...settings, apiV3Key: env.API_V3_KEY }))
worker satisfies ExportedHandler<Env>
export const withQueue = { ...worker, async queue() {} } satisfies ExportedHandler<Env>
createWorker(settings) satisfies ExportedHandler<Env>
export const withHandler = { fetch: createHandler(() => settings) } satisfies ExportedHandler<Env>

createWorker<Env>(async (env) => ({ ...settings, apiV3Key: env.API_V3_KEY }))
createWorker((env: Env) => ({
  ...settings,
  onNotification(_notification, { host }) {
    host.env satisfies Env
    env satisfies Env
    host.request satisfies Request
    host.context?.waitUntil?.(Promise.resolve())
  },
}))
// @ts-expect-error: the environment lacks the key.
worker satisfies ExportedHandler<{ readonly OTHER: string }>

interface QueueEnv {
  readonly QUEUE: Queue<QueuedNotification>
  readonly ANY_QUEUE: Queue
  readonly PLANS: DurableObjectNamespace
  readonly DEAD_LETTERS: KVNamespace
}
export const withConsumer = {
  fetch: createWorker((env: QueueEnv) => ({
    ...settings,
    onNotification: createQueueSender({ queue: env.QUEUE }),
  })).fetch,
  queue: createQueueConsumer((env: QueueEnv) => ({
    plans: createDurableObjectPlans({ namespace: env.PLANS }),
    deadLetters: env.DEAD_LETTERS,
    onNotification: async ({ id }) =>
      replayDeadLetter({ id, queue: env.QUEUE, deadLetters: env.DEAD_LETTERS }),
  })),
} satisfies ExportedHandler<QueueEnv>
withConsumer satisfies ExportedHandler<QueueEnv, QueuedNotification>
export const sender = (env: QueueEnv) => createQueueSender({ queue: env.ANY_QUEUE })
