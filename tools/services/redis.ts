import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

export interface RedisOptions {
  /** Path of `redis-server`, from `findRedis`. */
  readonly program: string
  /** More command-line arguments: `['--maxmemory', '1mb']`. */
  readonly settings?: readonly string[]
}

/** A Redis server on loopback. It writes nothing to disk unless a setting says so. */
export interface Redis {
  readonly port: number
  /** `redis://127.0.0.1:PORT` */
  readonly url: string
  /** Undefined while it is down. */
  readonly pid: number | undefined
  /** Sends SIGKILL, as in a crash. */
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

/**
 * Starts a `redis-server` on a free loopback port. It ends with this process at the latest.
 *
 * @example
 * const program = await findRedis()
 * const redis = program && (await startRedis({ program }))
 */
export async function startRedis({ program, settings = [] }: RedisOptions): Promise<Redis> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-redis-'))
  const base = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  let server: ChildProcess | undefined
  const endNow = (): void => void server?.kill('SIGKILL')
  process.once('exit', endNow)

  const redis: Redis = {
    port,
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return server?.pid
    },
    async start() {
      server ??= await launch(program, [...base, '--dir', folder, ...settings])
    },
    async kill() {
      await end(server, 'SIGKILL')
      server = undefined
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    async stop() {
      process.off('exit', endNow)
      // A stopped process handles only SIGKILL.
      await redis.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await redis.start()
  return redis
}

// On Linux, setpriv makes the kernel end the server when this process ends. It replaces itself with redis-server, so
// the pid is that of redis-server.
const setpriv = '/usr/bin/setpriv'
const dyingWithUs = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'KILL', '--'] : []

async function launch(program: string, args: readonly string[]): Promise<ChildProcess> {
  const [command, ...rest] = [...dyingWithUs, program, ...args] as [string, ...string[]]
  const server = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const listen = (text: string): void => {
      output += text
      if (output.includes('Ready to accept connections')) resolve()
    }
    server.stdout.setEncoding('utf8').on('data', listen)
    server.stderr.setEncoding('utf8').on('data', listen)
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`redis-server ended at once:\n${output.trim()}`)))
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
