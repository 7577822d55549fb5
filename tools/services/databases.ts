import { execFile } from 'node:child_process'
import { chownSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Server, startServer } from './server.ts'

export interface DatabaseOptions {
  /** Path of the server, from `findDatabases`. */
  readonly program: string
  /** More command-line arguments. */
  readonly settings?: readonly string[]
}

/**
 * Starts a PostgreSQL on a free loopback port, with a superuser `postgres` that needs no password. It ends with this
 * process at the latest.
 */
export function startPostgres({ program, settings = [] }: DatabaseOptions): Promise<Server> {
  const initdb = join(dirname(realpathSync(program)), 'initdb')
  const data = (folder: string): string => join(folder, 'data')
  return startServer({
    name: 'postgres',
    ready: 'database system is ready to accept connections',
    unprivileged: true,
    // SIGKILL would leave its children behind. SIGQUIT ends them too, and nothing is tidied up: the next start recovers.
    crash: 'SIGQUIT',
    prepare: (folder, user) =>
      promisify(execFile)(
        initdb,
        ['-D', data(folder), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
        { ...user, cwd: '/' },
      ),
    command: (port, folder) => [
      ...([program, '-D', data(folder), '-p', `${port}`, '-h', '127.0.0.1', '-k', folder] as const),
      // The kernel keeps what a crashed process wrote, so the disk need not be waited for.
      ...['-c', 'fsync=off', '-c', 'max_connections=200'],
      ...settings,
    ],
  })
}

/**
 * Starts a MariaDB on a free loopback port. It has no users: every name is accepted, without a password. It ends with
 * this process at the latest.
 */
export function startMariadb({ program, settings = [] }: DatabaseOptions): Promise<Server> {
  const data = (folder: string): string => join(folder, 'data')
  return startServer({
    name: 'mariadb',
    ready: 'ready for connections',
    unprivileged: true,
    prepare: async (folder, { uid, gid }) => {
      mkdirSync(data(folder))
      if (uid !== undefined) chownSync(data(folder), uid, gid ?? uid)
    },
    command: (port, folder) => [
      ...([program, '--no-defaults', `--datadir=${data(folder)}`, `--port=${port}`] as const),
      ...['--bind-address=127.0.0.1', `--socket=${join(folder, 'socket')}`, '--skip-name-resolve'],
      // An empty folder has no tables of users.
      ...[
        '--skip-grant-tables',
        '--innodb-buffer-pool-size=16M',
        '--innodb-log-file-size=8M',
        '--max-connections=200',
      ],
      ...settings,
    ],
  })
}
