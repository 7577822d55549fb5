import type { Inbox } from '@wxdp/notify'
import { createRedisInbox } from '@wxdp/notify/redis'
import { createSqlInbox, type SqlDialect } from '@wxdp/notify/sql'
import { type Address, mysqlClients, openNodeSqlite, postgresClients, type SqlClient } from './sql-clients.ts'

/** Where several processes keep one inbox. */
export interface Store {
  readonly kind: 'redis' | SqlDialect
  /** Of a server. */
  readonly port?: number
  /** Of SQLite's file. */
  readonly path?: string
}

/** The packages that a process may load. */
export const storePackages = ['ioredis', 'redis', 'pg', 'postgres', 'mysql2', 'mariadb']

/** The clients, by turns. */
const clients = {
  redis: ['ioredis', 'redis'],
  postgres: ['pg', 'postgres.js'],
  mysql: ['mysql2', 'mariadb'],
} as const

/** @param number The number of the process. Every other one uses another client. */
export async function openInbox(
  { kind, port = 0, path = '' }: Store,
  number: number,
  options: { readonly lease: number },
): Promise<Inbox> {
  if (kind === 'sqlite') return sqlInbox(kind, await openNodeSqlite(path), options)
  const name = clients[kind][number % 2] as string
  const address: Address = { port }
  if (kind === 'postgres') return sqlInbox(kind, await postgresClients[name]?.(address), options)
  if (kind === 'mysql') return sqlInbox(kind, await mysqlClients[name]?.(address), options)
  const { connections } = await import('./redis-clients.ts')
  const connection = connections[name]?.single(port)
  if (!connection) throw new Error(`There is no client ${name}.`)
  return createRedisInbox({ client: connection.client, ...options })
}

function sqlInbox(
  dialect: SqlDialect,
  client: SqlClient | undefined,
  options: { readonly lease: number },
): Inbox {
  if (!client) throw new Error(`There is no client of ${dialect}.`)
  return createSqlInbox({ dialect, execute: client.execute, ...options })
}
