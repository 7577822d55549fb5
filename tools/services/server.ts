import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** A server on a loopback port. */
export interface Server {
  readonly port: number
  /** Undefined while it is down. */
  readonly pid: number | undefined
  /** Ends it as a crash does. */
  kill(): Promise<void>
  /** Starts it again on the same port. */
  start(): Promise<void>
  /** Sends SIGSTOP: connections stay open, and commands get no response. */
  freeze(): void
  /** Sends SIGCONT. */
  thaw(): void
  /** Ends the process and deletes its folder. */
  stop(): Promise<void>
}

export interface ServerPlan {
  /** The program's name, for messages and for the folder. */
  readonly name: string
  /** The program and its arguments. */
  command(port: number, folder: string): readonly [string, ...string[]]
  /** Fills the folder before the first start. */
  readonly prepare?: (folder: string, user: User) => Promise<unknown>
  /** What the server prints when it is ready. */
  readonly ready: string
  /** Refuses to run as root. */
  readonly unprivileged?: boolean
  /** The signal that ends it as a crash does. Default SIGKILL. */
  readonly crash?: NodeJS.Signals
}

/** Who runs the process. Empty: who runs this one. */
export interface User {
  readonly uid?: number
  readonly gid?: number
}

/** Debian's `nobody`. */
const nobody: User = { uid: 65_534, gid: 65_534 }

/** Starts a server in a temporary folder of its own. It ends with this process at the latest. */
export async function startServer(plan: ServerPlan): Promise<Server> {
  const { name, crash = 'SIGKILL' } = plan
  const user = plan.unprivileged && process.getuid?.() === 0 ? nobody : {}
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), `wxdp-${name}-`))
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid)
  let server: ChildProcess | undefined
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  const endNow = (): void => {
    server?.kill('SIGKILL')
    try {
      remove()
    } catch {
      // The server is still writing; nothing can wait for it now.
    }
  }
  process.once('exit', endNow)

  const running: Server = {
    port,
    get pid() {
      return server?.pid
    },
    async start() {
      server ??= await launch(plan, plan.command(port, folder), user)
    },
    async kill() {
      await end(server, crash)
      server = undefined
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    async stop() {
      process.off('exit', endNow)
      // A stopped process handles only SIGKILL and SIGCONT.
      running.thaw()
      await running.kill()
      remove()
    },
  }
  await plan.prepare?.(folder, user)
  await running.start()
  return running
}

// On Linux, setpriv makes the kernel end the server when this process ends. It replaces itself with the server, so the
// pid is the server's.
const setpriv = '/usr/bin/setpriv'
const dyingWithUs = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'KILL', '--'] : []

async function launch(
  { name, ready }: ServerPlan,
  command: readonly string[],
  user: User,
): Promise<ChildProcess> {
  const [program, ...args] = [...dyingWithUs, ...command] as [string, ...string[]]
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', ...user })
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const listen = (text: string): void => {
      output += text
      if (output.includes(ready)) resolve()
    }
    server.stdout.setEncoding('utf8').on('data', listen)
    server.stderr.setEncoding('utf8').on('data', listen)
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`${name} ended at once:\n${output.trim()}`)))
  })
  server.stdout.removeAllListeners('data').resume()
  server.stderr.removeAllListeners('data').resume()
  return server
}

async function end(server: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill(signal)
  await ended
}
