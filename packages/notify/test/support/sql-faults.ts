// Several processes that share one inbox in a table.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  findDatabases,
  findMysql,
  type Server,
  startMariadb,
  startMysql,
  startPostgres,
} from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crash, killClaimers, type Restartable, race } from './fault-cases.ts'
import { type Processes, startProcesses } from './processes.ts'
import { createAppDatabase, mysqlClients, openNodeSqlite, postgresClients } from './sql-clients.ts'
import { createTable } from './sql-contract.ts'
import type { Store } from './stores.ts'

const { postgres, mariadb } = await findDatabases()
// `pnpm mysql` alone downloads it.
const mysql = process.env.WXDP_MYSQL ? await findMysql() : undefined
const sqlite = await import('node:sqlite').catch(() => undefined)
/** `WXDP_DELIVERIES=10000 WXDP_KILLS=50` for a longer run. */
const { WXDP_DELIVERIES = '500', WXDP_KILLS = '2' } = process.env
const deliveries = Number(WXDP_DELIVERIES)
const kills = Number(WXDP_KILLS)

interface OpenStore {
  readonly store: Store
  /** Undefined where there is no server. */
  readonly server?: Restartable
  stop(): Promise<unknown>
}

async function openMysql(server: Server): Promise<OpenStore> {
  await createAppDatabase(server.port)
  const client = await mysqlClients.mysql2?.({ port: server.port })
  if (client) await createTable(client, 'mysql', 'wxdp_inbox')
  await client?.close()
  return { store: { kind: 'mysql', port: server.port }, server, stop: () => server.stop() }
}

const stores: Readonly<
  Record<
    'PostgreSQL' | 'MariaDB' | 'MySQL' | 'SQLite',
    { readonly needs: readonly [unknown, string]; open(): Promise<OpenStore> }
  >
> = {
  PostgreSQL: {
    needs: [postgres, 'postgres'],
    async open() {
      const server = await startPostgres({ program: `${postgres}` })
      const client = await postgresClients.pg?.({ port: server.port })
      if (client) await createTable(client, 'postgres', 'wxdp_inbox')
      await client?.close()
      return { store: { kind: 'postgres', port: server.port }, server, stop: () => server.stop() }
    },
  },
  MariaDB: {
    needs: [mariadb, 'mariadbd'],
    open: async () => openMysql(await startMariadb({ program: `${mariadb}` })),
  },
  MySQL: {
    needs: [mysql, 'mysqld'],
    open: async () => openMysql(await startMysql()),
  },
  SQLite: {
    needs: [sqlite, 'node:sqlite'],
    async open() {
      const folder = mkdtempSync(join(tmpdir(), 'wxdp-sqlite-'))
      const path = join(folder, 'inbox.db')
      const client = await openNodeSqlite(path)
      if (client) await createTable(client, 'sqlite', 'wxdp_inbox')
      await client?.close()
      return {
        store: { kind: 'sqlite', path },
        stop: async () => rmSync(folder, { recursive: true, force: true }),
      }
    },
  },
}

export function sqlFaults(name: keyof typeof stores): void {
  const { needs, open } = stores[name]
  // The processes choose their provider themselves, so a second run would test the same.
  describe.runIf(process.env.WXDP_PROVIDER === 'node')(
    `several processes with one ${name}`,
    { timeout: 600_000 },
    () => {
      skipWithout(...needs)
      let opened: OpenStore
      let processes: Processes
      beforeAll(async () => {
        if (!needs[0]) return
        opened = await open()
        processes = await startProcesses({ count: 3, store: opened.store })
      }, 60_000)
      afterAll(async () => {
        await processes?.stop()
        await opened?.stop()
      })

      // Each has processes or ids of its own. The crash of the database comes after them, alone.
      describe.concurrent('at once', () => {
        it.each([
          ['one id', 1],
          ['fifty ids', 50],
        ])('handle each notification once: %s, in many deliveries', (_what, ids) =>
          race(processes, ids, deliveries / ids),
        )

        it('lose nothing when processes are killed, and handle nothing again that has had its 204', async () => {
          const { store } = opened
          const killed = await startProcesses({ count: 2, store, lease: 1_000, deadline: 900 })
          try {
            const { handled, resets } = await killClaimers(killed, kills * 25, kills)
            const again = [...handled.values()].filter((times) => times > 1).length
            if (kills < 10) return
            const text = `${handled.size} ids, ${kills} kills, ${resets} resets, ${again} handled again`
            console.log(`${name}: ${text}`)
          } finally {
            await killed.stop()
          }
        })
      })

      it.skipIf(name === 'SQLite')(
        'respond with 503 while the database is down, and handle each notification once although it crashes',
        async () => {
          const { server } = opened
          if (!server) throw new Error('there is no server')
          const { handled } = await crash({ server, processes })
          expect([...handled].filter(([, times]) => times !== 1)).toEqual([])
        },
      )
    },
  )
}
