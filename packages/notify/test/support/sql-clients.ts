// Each client is loaded where it is used, so that a process loads only its own.
import type { SqlExecute } from '@wxdp/notify/sql'

/** A client as its user calls it. */
export interface SqlClient {
  readonly execute: SqlExecute
  close(): Promise<unknown>
}

/** Where a server listens, and the isolation of its transactions, if not its own default. */
export interface Address {
  readonly port: number
  readonly isolation?: string
}

const host = '127.0.0.1'
/** Connections of a pool. */
const max = 8

export const postgresClients: Readonly<Record<string, (address: Address) => Promise<SqlClient>>> = {
  async pg({ port, isolation }) {
    const { Pool } = await import('pg')
    const options = isolation ? `-c default_transaction_isolation=${isolation}` : ''
    const pool = new Pool({ host, port, user: 'postgres', max, options })
    pool.on('error', () => {})
    return { execute: (sql, params) => pool.query(sql, params), close: () => pool.end() }
  },
  async 'postgres.js'({ port }) {
    const { default: postgresJs } = await import('postgres')
    const db = postgresJs({ host, port, user: 'postgres', max, backoff: () => 0.2, onnotice() {} })
    return { execute: (sql, params) => db.unsafe(sql, params), close: () => db.end({ timeout: 1 }) }
  },
  async '@neondatabase/serverless'({ port }) {
    const { neon, neonConfig } = await import('@neondatabase/serverless')
    const { startNeonBridge } = await import('./neon-bridge.ts')
    const bridge = await startNeonBridge(port)
    neonConfig.fetchEndpoint = () => `http://${host}:${bridge.port}/sql`
    const neonSql = neon('postgres://user:password@db.example.com/app')
    return { execute: (sql, params) => neonSql.query(sql, params), close: () => bridge.close() }
  },
}

/** PostgreSQL in WebAssembly, in this process. */
export async function openPglite(): Promise<SqlClient> {
  const { PGlite } = await import('@electric-sql/pglite')
  const pglite = new PGlite()
  await pglite.waitReady
  return { execute: (sql, params) => pglite.query(sql, params), close: () => pglite.close() }
}

/** Creates the database that the clients use. */
export async function createAppDatabase(port: number): Promise<void> {
  const { createConnection } = await import('mysql2/promise')
  const connection = await createConnection({ host, port, user: 'root' })
  await connection.query('CREATE DATABASE app')
  await connection.end()
}

export const mysqlClients: Readonly<Record<string, (address: Address) => Promise<SqlClient>>> = {
  async mysql2({ port, isolation = 'REPEATABLE READ' }) {
    const { createPool } = await import('mysql2/promise')
    const mysqlPool = createPool({ host, port, user: 'root', database: 'app', connectionLimit: max })
    mysqlPool.pool.on('connection', (connection) => {
      connection.query(`SET SESSION TRANSACTION ISOLATION LEVEL ${isolation}`)
    })
    return { execute: (sql, params) => mysqlPool.execute(sql, params), close: () => mysqlPool.end() }
  },
  async 'mysql2, without prepared statements'({ port }) {
    const { createPool } = await import('mysql2/promise')
    const mysqlPool = createPool({ host, port, user: 'root', database: 'app', connectionLimit: max })
    return { execute: (sql, params) => mysqlPool.query(sql, params), close: () => mysqlPool.end() }
  },
  async mariadb({ port }) {
    const { createPool } = await import('mariadb')
    const mariadbPool = createPool({ host, port, user: 'root', database: 'app', connectionLimit: max })
    return { execute: (sql, params) => mariadbPool.execute(sql, params), close: () => mariadbPool.end() }
  },
}

export async function openLibsql(url: string): Promise<SqlClient> {
  const { createClient } = await import('@libsql/client')
  const libsql = createClient({ url })
  return {
    execute: (sql, params) => libsql.execute({ sql, args: params }),
    close: async () => libsql.close(),
  }
}

/** SQLite in Node 22.5 and later; undefined in others. */
export async function openNodeSqlite(path: string): Promise<SqlClient | undefined> {
  const module = await import('node:sqlite').catch(() => undefined)
  if (!module) return undefined
  const sqlite = new module.DatabaseSync(path, { timeout: 5_000 })
  // A killed process loses nothing: the kernel has what it wrote.
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF')
  return {
    execute: (sql, params) => sqlite.prepare(sql).all(...params),
    close: async () => sqlite.close(),
  }
}
