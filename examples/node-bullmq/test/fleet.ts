// Runs receivers and workers as separate processes on one Redis, with a sandbox instead of WeChat Pay.
import { fileURLToPath } from 'node:url'
import { createSandbox, type Sandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import {
  type Child,
  findRedis,
  freePort,
  loader,
  type Redis,
  startChild,
  startRedis,
  variablesFor,
} from '@wxdp-internal/services'
import { createPlanStore, type PlanStore } from '../plan-store.ts'
import { openQueue } from '../queue.ts'
import { connectAndWait } from '../redis.ts'

export const program: string | undefined = await findRedis()

export interface Receiver extends Child {
  readonly url: string
}

export interface Fleet {
  readonly sandbox: Sandbox
  readonly redis: Redis
  /** A connection of the test itself; `queue` and `plans` use it. */
  readonly client: ReturnType<typeof connectAndWait>
  readonly queue: ReturnType<typeof openQueue>
  readonly plans: PlanStore
  readonly env: NodeJS.ProcessEnv
  /** Resolves when the receiver listens and has set its callback URL. */
  startReceiver(env?: NodeJS.ProcessEnv): Promise<Receiver>
  /** Resolves when the worker accepts jobs. */
  startWorker(env?: NodeJS.ProcessEnv): Promise<Child>
  /** @returns The exit codes of all processes; `null` for those that were killed. */
  stop(): Promise<(number | null)[]>
}

const folder = fileURLToPath(new URL('../', import.meta.url))
const timeout = 55_000

export async function startFleet(): Promise<Fleet> {
  if (!program) throw new Error('Call skipWithout first.')
  const redis = await startRedis({ program })
  // This sandbox does not send its callbacks: the tests send them.
  const sandbox = await createSandbox({ deliver: async () => new Response(null, { status: 204 }) })
  const served = await serveSandbox(sandbox)
  const client = connectAndWait(redis.url)
  const queue = openQueue(client)
  const children = new Set<Child>()
  const common = {
    ...variablesFor(sandbox.credentials, served.url),
    REDIS_URL: redis.url,
    NOTIFY_URL: 'http://127.0.0.1/wechatpay/plans',
    // Shorter than the defaults, so that a test takes seconds.
    LEASE_MS: '1500',
    LOCK_MS: '1500',
    STALLED_MS: '500',
  }
  async function start(file: string, env: NodeJS.ProcessEnv, ready: string): Promise<Child> {
    const command = [process.execPath, ...loader, file] as const
    const child = startChild(command, { cwd: folder, env: { ...common, ...env }, timeout })
    children.add(child)
    await child.until(() => child.output.includes(ready), `${file} prints ${ready}`)
    return child
  }
  return {
    sandbox,
    redis,
    client,
    queue,
    plans: createPlanStore(client),
    env: common,
    async startReceiver(env = {}) {
      const port = env.PORT ?? `${await freePort()}`
      const url = `http://127.0.0.1:${port}/wechatpay/plans`
      const child = await start('receiver.ts', { NOTIFY_URL: url, ...env, PORT: port }, 'Callback URL: ')
      return Object.create(child, { url: { value: url } }) as Receiver
    },
    startWorker: (env = {}) => start('worker.ts', env, 'is ready'),
    async stop() {
      const codes = await Promise.all([...children].map((child) => child.stop()))
      await queue.close()
      client.disconnect()
      await served.close()
      await redis.stop()
      return codes
    },
  }
}
