// A worker as a user deploys it to Cloudflare: receives callbacks, queues them, consumes the queue. Its other routes show
// and do what the tests need.
import { createVerifier } from '@wxdp/auth'
import type { HostContext } from '@wxdp/notify'
import {
  type CloudflareQueue,
  createDurableObjectPlans,
  createQueueConsumer,
  createQueueSender,
  type DeadLetterNamespace,
  type PlanNamespace,
  replayDeadLetter,
} from '@wxdp/notify/cloudflare-queue'
import { createWorker } from '@wxdp/notify/worker'
import { type Log, notingSettings } from './queue-function.ts'

export { PlanObject } from '@wxdp/notify/cloudflare-queue'

interface Env {
  readonly API_V3_KEY: string
  readonly PLATFORM_SERIAL: string
  readonly PLATFORM_PUBLIC_KEY: string
  readonly QUEUE: CloudflareQueue
  readonly PLANS: PlanNamespace
  readonly DEAD_LETTERS: DeadLetterNamespace & {
    list(): Promise<{ readonly keys: readonly { readonly name: string }[] }>
  }
}

const log: Log = { calls: [], events: [], repaired: [] }

const callbacks = createWorker((env: Env) => ({
  verifier: createVerifier({ keys: { [env.PLATFORM_SERIAL]: env.PLATFORM_PUBLIC_KEY } }),
  apiV3Key: env.API_V3_KEY,
  onNotification: createQueueSender({ queue: env.QUEUE }),
  observe() {},
}))

const routes: Readonly<Record<string, (body: unknown, env: Env) => unknown>> = {
  '/put': (message, env) => env.QUEUE.send(message as never),
  '/look': () => log,
  '/repair': (id) => log.repaired.push(id as string),
  async '/dead-letters'(_, { DEAD_LETTERS }) {
    const { keys } = await DEAD_LETTERS.list()
    return Promise.all(keys.map(async ({ name }) => JSON.parse((await DEAD_LETTERS.get(name)) ?? '{}')))
  },
  async '/replay'(id, { DEAD_LETTERS: deadLetters, QUEUE: queue }) {
    try {
      await replayDeadLetter({ deadLetters, queue, id: id as string })
      return 'ok'
    } catch (error) {
      return (error as { code: string }).code
    }
  },
}

export default {
  async fetch(request: Request, env: Env, context: HostContext): Promise<Response> {
    const route = routes[new URL(request.url).pathname]
    if (!route) return callbacks.fetch(request, env, context)
    return Response.json((await route(await request.json(), env)) ?? null)
  },
  queue: createQueueConsumer((env: Env) => ({
    ...notingSettings(log),
    plans: createDurableObjectPlans({ namespace: env.PLANS }),
    deadLetters: env.DEAD_LETTERS,
    attempts: 4,
    retryDelay: 0,
    deadLetterQueue: 'plans-dead',
  })),
}
