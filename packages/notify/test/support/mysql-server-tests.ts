// The dialect `mysql` has two servers: MySQL and MariaDB.
import { setTimeout as sleep } from 'node:timers/promises'
import { createSqlInbox } from '@wxdp/notify/sql'
import type { Server } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { take } from './inbox-contract.ts'
import { createAppDatabase, mysqlClients } from './sql-clients.ts'
import { createTable, sqlInboxContract } from './sql-contract.ts'
import { serverFaults } from './sql-server-faults.ts'

export interface MysqlServer {
  readonly name: string
  /** What this machine has of it; `undefined` means that it is missing. */
  readonly found: unknown
  readonly start: () => Promise<Server>
  /** The table of the connections, with `id` and `info`. */
  readonly connections: string
  /** A query for the number of deadlocks so far, under the name `count`. */
  readonly deadlocks: string
}

/** The tests of the dialect `mysql` on a server that speaks it. */
export function mysqlServerTests({
  name: serverName,
  found,
  start,
  connections,
  deadlocks: countDeadlocks,
}: MysqlServer): void {
  describe.concurrent(`createSqlInbox on ${serverName}`, () => {
    skipWithout(found, serverName)
    let server: Server
    beforeAll(async () => {
      if (found === undefined) return
      server = await start()
      await createAppDatabase(server.port)
    }, 60_000)
    afterAll(() => server?.stop())
    const open = (name: string, isolation?: string) => async () =>
      found !== undefined
        ? mysqlClients[name]?.({ port: server.port, ...(isolation && { isolation }) })
        : undefined
    const connect = async () => {
      const connection = await createConnection({
        host: '127.0.0.1',
        port: server.port,
        user: 'root',
        database: 'app',
      })
      connection.on('error', () => {})
      return { query: (sql: string) => connection.query(sql), close: () => connection.end() }
    }

    describe.concurrent.each(Object.keys(mysqlClients))('with %s', (name) =>
      sqlInboxContract('mysql', open(name)),
    )

    describe.concurrent.each(['READ COMMITTED', 'SERIALIZABLE'])(
      'with transactions that are %s',
      (isolation) => sqlInboxContract('mysql', open('mysql2', isolation)),
    )

    describe.each(['mysql2', 'mariadb'])('with %s, when something is wrong:', { concurrent: false }, (name) =>
      serverFaults({
        dialect: 'mysql',
        open: open(name),
        connect,
        lock: (table) => [`LOCK TABLES ${table} WRITE`],
        unlock: ['UNLOCK TABLES'],
        async findWaiting(session, table) {
          const [rows] = (await session.query(
            `SELECT id FROM ${connections} WHERE id <> CONNECTION_ID() AND info LIKE '%INSERT INTO \`${table}\`%'`,
          )) as [{ id: number }[]]
          return rows.map(({ id }) => id)
        },
        end: (session, id) => session.query(`KILL ${id}`),
      }),
    )

    it('survives a deadlock: the claim is granted, whoever the victim is', async () => {
      const client = await open('mysql2')()
      if (!client) throw new Error('The client is missing.')
      const [session, table] = [await connect(), 'deadlock']
      await createTable(client, 'mysql', table)
      const deadlocks = async () => {
        const [rows] = await session.query(countDeadlocks)
        return Number((rows as { count?: string }[])[0]?.count)
      }
      const before = await deadlocks()
      await session.query('BEGIN')
      // Locks the gap into which the claim's index entry goes …
      await session.query(
        `SELECT * FROM ${table} FORCE INDEX (${table}_ends_at) WHERE ends_at > '2000-01-01' FOR UPDATE`,
      )
      const inbox = createSqlInbox({ execute: client.execute, dialect: 'mysql', table, timeout: 30_000 })
      const claiming = take(inbox, 'EV-1')
      await sleep(300)
      // … and waits for the row that the claim has inserted before.
      await session.query(`SELECT * FROM ${table} WHERE id = 'EV-1' FOR UPDATE`).catch(() => {})
      await session.query('COMMIT')
      await (await claiming).complete()
      expect(await deadlocks()).toBeGreaterThan(before)
      await session.close()
      await client.close()
    })
  })
}
