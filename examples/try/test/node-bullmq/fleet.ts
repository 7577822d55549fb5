// Receivers and workers as processes of their own, on one Redis, with a sandbox for WeChat Pay.
import { fileURLToPath } from 'node:url'
import { createSandbox, type Sandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { createPlanStore, type PlanStore } from '@wxdp-examples/node-bullmq/plan-store'
import { openQueue } from '@wxdp-examples/node-bullmq/queue'
import { connectAndWait } from '@wxdp-examples/node-bullmq/redis'
import { findRedis, freePort, type Redis, startRedis } from '@wxdp-internal/services'
import { type Child, startChild } from '../../child.ts'
import { loader } from '../../loader.ts'
import { variablesFor } from '../../variables.ts'

export const program: string | undefined = await findRedis()

export interface Receiver extends Child {
  readonly url: string
}

export interface Fleet {
  readonly sandbox: Sandbox
  readonly redis: Redis
  /** A connection beside those of the processes, and what it sees. */
  readonly client: ReturnType<typeof connectAndWait>
  readonly queue: ReturnType<typeof openQueue>
  readonly plans: PlanStore
  readonly env: NodeJS.ProcessEnv
  /** Resolves when it listens and has told its URL. */
  startReceiver(env?: NodeJS.ProcessEnv): Promise<Receiver>
  /** Resolves when it takes jobs. */
  startWorker(env?: NodeJS.ProcessEnv): Promise<Child>
  /** @returns The exit codes of all that were left. */
  stop(): Promise<(number | null)[]>
}

const folder = fileURLToPath(new URL('../../../node-bullmq/', import.meta.url))
const timeout = 55_000

export async function startFleet(): Promise<Fleet> {
  if (!program) throw new Error('skipWithout comes first')
  const redis = await startRedis({ program })
  // Keeps the deliveries that it makes for whoever sends them.
  const sandbox = await createSandbox({ deliver: async () => new Response(null, { status: 204 }) })
  const served = await serveSandbox(sandbox)
  const client = connectAndWait(redis.url)
  const queue = openQueue(client)
  const left = new Set<Child>()
  const common = {
    ...variablesFor(sandbox.credentials, served.url),
    REDIS_URL: redis.url,
    NOTIFY_URL: 'http://127.0.0.1/wechatpay/plans',
    // What takes half a minute in production is tried in seconds.
    LEASE_MS: '1500',
    LOCK_MS: '1500',
    STALLED_MS: '500',
  }
  async function start(file: string, env: NodeJS.ProcessEnv, ready: string): Promise<Child> {
    const command = [process.execPath, ...loader, file] as const
    const child = startChild(command, { cwd: folder, env: { ...common, ...env }, timeout })
    left.add(child)
    await child.until(() => child.output.includes(ready), `${file} says ${ready}`)
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
      const codes = await Promise.all([...left].map((child) => child.stop()))
      await queue.close()
      client.disconnect()
      await served.close()
      await redis.stop()
      return codes
    },
  }
}
