import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, describe } from 'vitest'
import { openLibsql, openNodeSqlite } from '../support/sql-clients.ts'
import { sqlInboxContract } from '../support/sql-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'wxdp-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.concurrent('createSqlInbox on SQLite', () => {
  describe.concurrent('with node:sqlite', async () => {
    const sqlite = await import('node:sqlite').catch(() => undefined)
    skipWithout(sqlite, 'node:sqlite')
    sqlInboxContract('sqlite', () => openNodeSqlite(join(folder, 'node.db')))
  })

  describe.concurrent('with @libsql/client', () =>
    sqlInboxContract('sqlite', () => openLibsql(`file:${join(folder, 'libsql.db')}`)))
})
