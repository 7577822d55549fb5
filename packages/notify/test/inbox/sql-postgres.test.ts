import { findDatabases, type Server, startPostgres } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { Client } from 'pg'
import { afterAll, beforeAll, describe } from 'vitest'
import { postgresClients } from '../support/sql-clients.ts'
import { sqlInboxContract } from '../support/sql-contract.ts'
import { serverFaults } from '../support/sql-server-faults.ts'

const { postgres: program } = await findDatabases()

describe.concurrent('createSqlInbox on PostgreSQL', () => {
  skipWithout(program, 'postgres')
  let server: Server
  beforeAll(async () => {
    if (program) server = await startPostgres({ program })
  }, 60_000)
  afterAll(() => server?.stop())
  const open = (name: string, isolation?: string) => async () =>
    program ? postgresClients[name]?.({ port: server.port, ...(isolation && { isolation }) }) : undefined

  describe.concurrent.each(Object.keys(postgresClients))('with %s', (name) =>
    sqlInboxContract('postgres', open(name)),
  )

  describe.concurrent.each(['repeatable\\ read', 'serializable'])(
    'with transactions that are %s',
    (isolation) => sqlInboxContract('postgres', open('pg', isolation)),
  )

  describe.each(['pg', 'postgres.js'])('with %s, when something is wrong:', { concurrent: false }, (name) =>
    serverFaults({
      dialect: 'postgres',
      open: open(name),
      async connect() {
        const client = new Client({ host: '127.0.0.1', port: server.port, user: 'postgres' })
        client.on('error', () => {})
        await client.connect()
        return { query: (sql) => client.query(sql), close: () => client.end() }
      },
      lock: (table) => ['BEGIN', `LOCK TABLE ${table}`],
      unlock: ['ROLLBACK'],
      async findWaiting(session, table) {
        const waiting = await session.query(
          `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INSERT INTO "${table}"%'`,
        )
        return (waiting as { rows: { pid: number }[] }).rows.map(({ pid }) => pid)
      },
      end: (session, id) => session.query(`SELECT pg_terminate_backend(${id})`),
    }),
  )
})
