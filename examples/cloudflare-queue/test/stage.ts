// The worker in workerd, with a sandbox instead of WeChat Pay.
import { type Client, createClient } from '@wxdp/fetch'
import { type CallbackDelivery, createSandbox, type Sandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { vi } from 'vitest'
import { startWorkerd } from './workerd.ts'

const url = 'https://pay.example.com/wechatpay/plans'

/** A change as `PlanState` stores it. */
export interface Applied {
  readonly id: string
  readonly plan_state: string
  readonly audit_state: string
  readonly modify_time: string
}

export interface Stage {
  readonly sandbox: Sandbox
  /** Calls the sandbox as the service provider. */
  readonly client: Client
  /** Sends a delivery once, and returns the status of the response. */
  post(delivery: CallbackDelivery): Promise<number>
  /** Sends a delivery until it is accepted, as WeChat Pay does. */
  deliver(delivery: CallbackDelivery): Promise<void>
  /** Arms faults of `faulty-worker.ts`. */
  arm(faults: Partial<Record<'send' | 'consume' | 'before' | 'after', number>>): Promise<void>
  counts(): Promise<Record<'sent' | 'received' | 'unseen' | 'applied' | 'duplicate' | 'stale', number>>
  histories(planIds: readonly string[]): Promise<Applied[][]>
  deadLetters(): Promise<unknown[]>
  /** Puts any message on the queue. */
  enqueue(message: unknown): Promise<void>
  /** Runs the cron trigger, and returns its outcome. */
  cron(): Promise<string>
  /** Everything that the worker logged. */
  readonly output: string
  stop(): Promise<void>
}

export interface StageOptions {
  readonly persist?: string
  /** Default: a new one. */
  readonly sandbox?: Sandbox
}

/** A sandbox that does not send its callbacks: a test delivers them whenever, and as often as, it likes. */
export function createSilentSandbox(): Promise<Sandbox> {
  return createSandbox({ deliver: async () => new Response(null, { status: 204 }) })
}

export async function createStage(options: StageOptions = {}): Promise<Stage> {
  const { persist, sandbox = await createSilentSandbox() } = options
  const { mchid, serialNo, privateKey, apiV3Key, ...platform } = sandbox.credentials
  const served = await serveSandbox(sandbox)
  let output = ''
  const miniflare = await startWorkerd({
    log(text) {
      output += text
    },
    main: 'test/faulty-worker.ts',
    ...(persist !== undefined && { persist }),
    // Everything else is as deployed. These two delays would slow the tests down.
    consumer: { retryDelay: 0, maxBatchTimeout: 0.1 },
    bindings: {
      MCHID: mchid,
      SERIAL_NO: serialNo,
      PRIVATE_KEY: privateKey,
      API_V3_KEY: apiV3Key,
      PLATFORM_SERIAL: platform.platformSerial,
      PLATFORM_PUBLIC_KEY: platform.platformPublicKey,
      NOTIFY_URL: url,
      WECHATPAY_HOST: served.url,
      // A brand that is refused must not keep the next one from being checked.
      BRAND_IDS: `999999, ${sandbox.brand.brandId}`,
    },
  })
  const inspect = async (path: string, body: unknown = {}): Promise<never> => {
    const init = { method: 'POST', body: JSON.stringify(body) }
    return (await (await miniflare.dispatchFetch(`https://inspect.invalid${path}`, init)).json()) as never
  }
  const post: Stage['post'] = async ({ request }) => {
    const { headers, body } = request
    return (await miniflare.dispatchFetch(url, { method: 'POST', headers, body })).status
  }
  // Also sets the callback URL. Without it, the sandbox creates no callbacks.
  const cron = async (): Promise<string> => {
    const triggers = (await miniflare.getWorker()) as unknown as {
      scheduled(options: { cron: string }): Promise<{ outcome: string }>
    }
    return (await triggers.scheduled({ cron: '*/30 * * * *' })).outcome
  }
  await cron()
  return {
    sandbox,
    client: createClient(sandbox.clientOptions()),
    post,
    async deliver(delivery) {
      await vi.waitUntil(async () => (await post(delivery)) === 204, { timeout: 40_000, interval: 200 })
    },
    arm: (faults) => inspect('/faults', faults),
    counts: () => inspect('/counts'),
    histories: (planIds) => inspect('/histories', planIds),
    async deadLetters() {
      const worker = (await miniflare.getWorker('dead-letters')) as unknown as { fetch: typeof fetch }
      return (await worker.fetch('https://dead-letters.invalid/')).json() as Promise<unknown[]>
    },
    async enqueue(message) {
      const queue = await miniflare.getQueueProducer('PLANS_QUEUE')
      await (queue as unknown as { send(body: unknown): Promise<void> }).send(message)
    },
    cron,
    get output() {
      return output
    },
    async stop() {
      await miniflare.dispose()
      await served.close()
    },
  }
}

/** The genuine one of the three deliveries of a notification. */
export async function genuine(sent: Promise<readonly CallbackDelivery[]>): Promise<CallbackDelivery> {
  const delivery = (await sent).find(({ kind }) => kind === 'notification')
  if (!delivery) throw new Error('The sandbox has no callback URL.')
  return delivery
}

/** The notification's id. It is not encrypted. */
export const idOf = ({ request }: CallbackDelivery): string => JSON.parse(request.body).id
