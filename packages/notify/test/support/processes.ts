import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { keys } from '@wxdp-internal/fixtures'
import { planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { bundle } from './bundle.ts'
import { callbackHeaders } from './settings.ts'
import { type Store, storePackages } from './stores.ts'

export interface ProcessResponse {
  readonly status: number
  readonly body: string
}

export interface Processes {
  /** The ids that all processes have handled, in that order. */
  readonly effects: readonly string[]
  /** Delivers a callback to one of the processes. Rejects when it crashes on it. */
  deliver(id: string, process: number): Promise<ProcessResponse>
  /** Sends SIGKILL to one of the processes, and starts another in its place. */
  replace(process: number): Promise<void>
  stop(): Promise<void>
}

export interface ProcessesOptions {
  readonly store: Store
  readonly count: number
  /** Both in milliseconds. */
  readonly lease?: number
  readonly deadline?: number
}

/** Starts processes that share one store. Half of them use one client, half another. */
export async function startProcesses(options: ProcessesOptions): Promise<Processes> {
  const { store, count, lease = 60_000, deadline = 4_000 } = options
  const effects: string[] = []
  const program = await bundle('handler-process', storePackages)
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const start = async (i: number) => {
    const child = fork(program, {
      execArgv: [],
      env: {
        ...process.env,
        NUMBER: `${i}`,
        STORE: JSON.stringify(store),
        PLATFORM_PUBLIC_KEY: keys.platform.publicKey,
        LEASE: `${lease}`,
        DEADLINE: `${deadline}`,
      },
    })
    const port = await portOf(child)
    child.on('message', ({ effect }: { effect: string }) => effects.push(effect))
    return { child, port }
  }
  const children = await Promise.all(Array.from({ length: count }, (_, i) => start(i)))
  const callbacks = new Map<string, ReturnType<typeof sign>>()
  return {
    effects,
    async deliver(id, process) {
      // Signed once for each id, because these tests are not about signatures.
      const callback = callbacks.get(id) ?? sign(id)
      callbacks.set(id, callback)
      return post(children[process % count]?.port ?? 0, { ...(await callback), agent })
    },
    async replace(process) {
      const old = children[process % count]
      if (old) await end(old.child)
      children[process % count] = await start(process % count)
    },
    async stop() {
      agent.destroy()
      await Promise.all(children.map(({ child }) => end(child)))
    },
  }
}

async function sign(id: string): Promise<{ body: string; headers: Record<string, string> }> {
  const body = await planChangeEnvelope({ id })
  return { body, headers: await callbackHeaders(body) }
}

async function portOf(child: ChildProcess): Promise<number> {
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`A process ended with ${code} before it had a port.`)
    }),
  ])
  return (message as { port: number }).port
}

function post(
  port: number,
  { body, ...options }: { body: string; headers: Record<string, string>; agent: Agent },
): Promise<ProcessResponse> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', ...options }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
