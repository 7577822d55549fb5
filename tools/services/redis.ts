import { type Server, startServer } from './server.ts'

export interface RedisOptions {
  /** Path of `redis-server`, from `findRedis`. */
  readonly program: string
  /** More command-line arguments: `['--maxmemory', '1mb']`. */
  readonly settings?: readonly string[]
}

/** A Redis server on loopback. It writes nothing to disk unless a setting says so. */
export interface Redis extends Server {
  /** `redis://127.0.0.1:PORT` */
  readonly url: string
}

/**
 * Starts a `redis-server` on a free loopback port. It ends with this process at the latest.
 *
 * @example
 * const program = await findRedis()
 * const redis = program && (await startRedis({ program }))
 */
export async function startRedis({ program, settings = [] }: RedisOptions): Promise<Redis> {
  const base = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = await startServer({
    name: 'redis',
    ready: 'Ready to accept connections',
    command: (port, folder) => [program, '--port', `${port}`, '--dir', folder, ...base, ...settings],
  })
  return Object.assign(server, { url: `redis://127.0.0.1:${server.port}` })
}
