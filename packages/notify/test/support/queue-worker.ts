// A worker as a user deploys it to Cloudflare: receives callbacks, queues them, consumes the queue. Its other routes show
// and do what the tests need.
import { createVerifier } from '@wxdp/auth'
import type { HostContext } from '@wxdp/notify'
import {
  type CloudflareBatch,
  type CloudflareQueue,
  createDurableObjectPlans,
  createQueueConsumer,
  createQueueSender,
  type DeadLetterNamespace,
  type PlanNamespace,
  PlanObject,
  type PlanObjectState,
  replayDeadLetter,
} from '@wxdp/notify/cloudflare-queue'
import { createWorker } from '@wxdp/notify/worker'
import { newLog, notingSettings } from './queue-function.ts'

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

const log = newLog()

/** How many more times each fault happens. */
const faults = {
  /** The consumer crashes after it handled half of a batch, before it acknowledges any message. */
  consumer: 0,
  /** The object of a plan crashes before it takes a step. */
  before: 0,
  /** The object of a plan crashes after it stored a step, before the consumer has the response. */
  after: 0,
}
const isDue = (fault: keyof typeof faults): boolean => faults[fault] > 0 && faults[fault]-- > 0

interface CrashingState extends PlanObjectState {
  readonly storage: PlanObjectState['storage'] & { sync(): Promise<void> }
  abort(reason: string): void
}

export class CrashingPlanObject extends PlanObject {
  readonly #state: CrashingState

  constructor(state: CrashingState) {
    super(state)
    this.#state = state
  }

  override async fetch(request: Request): Promise<Response> {
    if (isDue('before')) this.#state.abort('crashed before storing')
    const response = await super.fetch(request)
    if (isDue('after')) {
      await this.#state.storage.sync()
      this.#state.abort('crashed after storing')
    }
    return response
  }
}

const callbacks = createWorker((env: Env) => ({
  verifier: createVerifier({ keys: { [env.PLATFORM_SERIAL]: env.PLATFORM_PUBLIC_KEY } }),
  apiV3Key: env.API_V3_KEY,
  onNotification: createQueueSender({ queue: env.QUEUE }),
  observe() {},
}))

const routes: Readonly<Record<string, (body: unknown, env: Env) => unknown>> = {
  '/put': (message, env) => env.QUEUE.send(message as never),
  '/look': () => log,
  '/arm': (armed) => Object.assign(faults, armed),
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

const consume = createQueueConsumer((env: Env) => ({
  ...notingSettings(log),
  plans: createDurableObjectPlans({ namespace: env.PLANS }),
  deadLetters: env.DEAD_LETTERS,
  attempts: 4,
  retryDelay: 0,
  deadLetterQueue: 'plans-dead',
}))

export default {
  async fetch(request: Request, env: Env, context: HostContext): Promise<Response> {
    const route = routes[new URL(request.url).pathname]
    if (!route) return callbacks.fetch(request, env, context)
    return Response.json((await route(await request.json(), env)) ?? null)
  },
  async queue(batch: CloudflareBatch, env: Env): Promise<void> {
    if (!isDue('consumer')) return consume(batch, env)
    const half = batch.messages.slice(0, Math.ceil(batch.messages.length / 2))
    const messages = half.map(({ id, body, attempts }) => ({ id, body, attempts, ack() {}, retry() {} }))
    await consume({ queue: batch.queue, messages }, env)
    throw new Error('the consumer crashed')
  },
}
