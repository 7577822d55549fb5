import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { keys } from '@wxdp-internal/fixtures'
import { type Random, randomFrom } from '@wxdp-internal/fixtures/random'
import type { Redis } from '@wxdp-internal/services'
import { bundle } from './bundle.ts'
import { type Step, steps } from './queue-steps.ts'

/** A step of the process itself, or any time at all. */
export type Kill = Step | 'anywhere'

/** Processes that are killed and started again, on one Redis. */
export interface Fleet {
  /** How many processes were killed where. */
  readonly kills: ReadonlyMap<Kill, number>
  /** Delivers a callback to one of the processes. Undefined: it was killed before it responded, or is not up. */
  deliver(callback: Callback): Promise<number | undefined>
  /** From now on, processes that start are not killed. */
  spare(): void
  stop(): Promise<void>
}

interface Callback {
  readonly headers: Record<string, string>
  readonly body: string
}

export interface FleetOptions {
  readonly redis: Redis
  readonly count: number
  readonly seed: number
  /** A process dies when it passes its step for the nth time; n is this at most. */
  readonly passes: number
}

interface Slot {
  child: ChildProcess | undefined
  port: number | undefined
}

const order: readonly Kill[] = [...steps, 'anywhere']

export async function startFleet({ redis, count, seed, passes }: FleetOptions): Promise<Fleet> {
  const program = await bundle('queue-process', ['bullmq', 'ioredis'])
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const kills = new Map<Kill, number>()
  const random: Random = randomFrom(seed)
  const slots: Slot[] = Array.from({ length: count }, () => ({ child: undefined, port: undefined }))
  let started = 0
  let sparing = false
  let stopping = false

  /** Keeps one process running: after each kill, it is started again to die at the next step. */
  const run = async (slot: Slot): Promise<void> => {
    while (!stopping) {
      const kill = sparing ? undefined : order[started++ % order.length]
      const env = { STEP: kill ?? '', PASSES: `${1 + random(passes)}` }
      const child = start(program, redis.port, env)
      slot.child = child
      const ended = once(child, 'exit')
      child.once('message', ({ port }: { port: number }) => {
        slot.port = port
        if (kill === 'anywhere') void sleep(random(passes * 20)).then(() => child.kill('SIGKILL'))
      })
      const [code, signal] = await ended
      slot.port = undefined
      if (stopping) return
      if (signal !== 'SIGKILL' || !kill) throw new Error(`A process ended by itself, with ${code ?? signal}.`)
      kills.set(kill, (kills.get(kill) ?? 0) + 1)
    }
  }
  let failure: unknown
  const running = slots.map((slot) =>
    run(slot).catch((error: unknown) => {
      failure = error
    }),
  )

  return {
    kills,
    async deliver(callback) {
      if (failure) throw failure
      const { port } = slots[random(count)] as Slot
      if (port === undefined) return undefined
      return post(port, agent, callback).catch(() => undefined)
    },
    spare() {
      sparing = true
    },
    async stop() {
      stopping = true
      for (const { child } of slots) child?.kill('SIGKILL')
      await Promise.all(running)
      agent.destroy()
    },
  }
}

function start(program: string, redisPort: number, step: Record<string, string>): ChildProcess {
  return fork(program, {
    execArgv: [],
    env: {
      ...process.env,
      ...step,
      REDIS_PORT: `${redisPort}`,
      PLATFORM_PUBLIC_KEY: keys.platform.publicKey,
    },
  })
}

function post(port: number, agent: Agent, { headers, body }: Callback): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
