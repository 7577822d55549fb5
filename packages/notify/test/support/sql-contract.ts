import { setTimeout as sleep } from 'node:timers/promises'
import { createSqlInbox, inboxTableSql, type SqlDialect, type SqlInboxOptions } from '@wxdp/notify/sql'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { inboxContract, states, take } from './inbox-contract.ts'
import type { SqlClient } from './sql-clients.ts'

const brief = 50
// A busy machine must not look like a fault of the inbox.
const timeout = 30_000

/** A time that has passed. */
const minutesAgo: Readonly<Record<SqlDialect, (minutes: number) => string>> = {
  postgres: (minutes) => `now() - interval '${minutes} minutes'`,
  mysql: (minutes) => `UTC_TIMESTAMP(3) - INTERVAL ${minutes} MINUTE`,
  sqlite: (minutes) => `CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) - ${minutes} * 60000`,
}

/** Creates a table as a user does. */
export async function createTable({ execute }: SqlClient, dialect: SqlDialect, table: string): Promise<void> {
  for (const statement of inboxTableSql(dialect, { table }).trim().split('\n')) await execute(statement, [])
}

/** The rows, in whatever form the client returned them. */
export async function rowsOf({ execute }: SqlClient, sql: string): Promise<Record<string, unknown>[]> {
  const returned = await execute(sql, [])
  const { rows, results } = Object(returned)
  if (rows ?? results) return rows ?? results
  // mysql2 puts the rows into a list.
  const [first] = returned as unknown[]
  return (Array.isArray(first) ? first : returned) as Record<string, unknown>[]
}

/** The contract of every inbox, and that of an inbox in a table. */
export function sqlInboxContract(dialect: SqlDialect, open: () => Promise<SqlClient | undefined>): void {
  const table = `inbox_${crypto.randomUUID().replaceAll('-', '_')}`
  let client: SqlClient
  beforeAll(async () => {
    const opened = await open()
    if (!opened) return
    client = opened
    await createTable(client, dialect, table)
  }, 60_000)
  afterAll(() => client?.close())

  const make = (options: Partial<SqlInboxOptions> = {}) =>
    createSqlInbox({ execute: client.execute, dialect, table, timeout, ...options })

  inboxContract(() => ({
    inbox: make(),
    shortLease: make({ lease: brief }),
    shortMemory: make({ remember: brief }),
    pass: () => sleep(brief + 20),
  }))

  describe('the contract of an inbox in a table', () => {
    it('grants each of twenty ids once among three hundred concurrent claims', async () => {
      const ids = Array.from({ length: 20 }, () => crypto.randomUUID())
      const found = await states(make(), ...Array.from({ length: 15 }, () => ids).flat())
      expect(found.filter((state) => state === 'new')).toHaveLength(20)
      expect(found.filter((state) => state === 'busy')).toHaveLength(280)
    })

    it('grants an expired claim once among fifty concurrent claims', async () => {
      const id = crypto.randomUUID()
      await take(make({ lease: brief }), id)
      await sleep(brief + 20)
      const found = await states(make(), ...Array<string>(50).fill(id))
      expect(found.sort()).toEqual([...Array(49).fill('busy'), 'new'])
    })

    it('grants a forgotten id once among fifty concurrent claims, and calls it handled to none', async () => {
      const id = crypto.randomUUID()
      await (await take(make({ remember: brief }), id)).complete()
      await sleep(brief + 20)
      const found = await states(make(), ...Array<string>(50).fill(id))
      expect(found.sort()).toEqual([...Array(49).fill('busy'), 'new'])
    })

    it('takes each step again whose response was lost', async () => {
      const id = crypto.randomUUID()
      let lost = 0
      const inbox = make({
        async execute(sql, params) {
          const returned = await client.execute(sql, params)
          if (/^DELETE .*LIMIT/s.test(sql) || lost++ % 2 === 1) return returned
          throw new Error('the connection closed before the response')
        },
      })
      await (await take(inbox, id)).release()
      await (await take(inbox, id)).complete()
      expect(lost).toBe(8)
      expect(await states(make(), id)).toEqual(['done'])
    })

    it('grants an id again and again while it is claimed, released and completed by many', async () => {
      const ids = Array.from({ length: 4 }, () => crypto.randomUUID())
      let granted = 0
      await Promise.all(
        Array.from({ length: 60 }, async (_, i) => {
          const claim = await make().claim(`${ids[i % 4]}`)
          if (claim.state !== 'new') return
          granted++
          await claim.release()
        }),
      )
      expect(granted).toBeGreaterThanOrEqual(4)
      expect(await states(make(), ...ids)).toEqual(['new', 'new', 'new', 'new'])
    })

    it('keeps tables apart, and creates one that exists without an error', async () => {
      const other = `${table}_b`
      for (let round = 0; round < 2; round++) await createTable(client, dialect, other)
      const id = crypto.randomUUID()
      await (await take(make(), id)).complete()
      expect(await states(make({ table: other }), id)).toEqual(['new'])
    })

    it('remembers for as long as a database can tell', async () => {
      const forever = make({ remember: Number.MAX_SAFE_INTEGER, lease: Number.MAX_SAFE_INTEGER })
      const id = crypto.randomUUID()
      await (await take(forever, id)).complete()
      expect(await states(forever, id)).toEqual(['done'])
    })

    it('deletes at most ten entries with each granted claim, an hour after they ended', async () => {
      const own = `${table}_c`
      await createTable(client, dialect, own)
      const old = Array.from({ length: 25 }, (_, i) => `('old-${i}', '', 'done', ${minutesAgo[dialect](61)})`)
      const ended = `('ended', 'nobody', 'held', ${minutesAgo[dialect](59)})`
      const rows = [...old, ended].join(', ')
      await client.execute(`INSERT INTO ${own} (id, owner, state, ends_at) VALUES ${rows}`, [])
      const left = async () => (await rowsOf(client, `SELECT id FROM ${own}`)).length
      for (const expected of [17, 8, 4, 5]) {
        // A granted claim adds its own entry. An inbox whose last deletion has not returned yet would skip the next.
        await take(make({ table: own }), crypto.randomUUID())
        await vi.waitFor(async () => expect(await left()).toBe(expected), 5_000)
      }
      expect(await states(make({ table: own }), 'ended')).toEqual(['new'])
    })

    it('never deletes an entry that is claimed again, and lets no claim fail', async () => {
      const own = `${table}_d`
      await createTable(client, dialect, own)
      const ids = Array.from({ length: 100 }, (_, i) => `old-${i}`)
      const rows = ids.map((id) => `('${id}', '', 'done', ${minutesAgo[dialect](90)})`).join(', ')
      await client.execute(`INSERT INTO ${own} (id, owner, state, ends_at) VALUES ${rows}`, [])
      // Each claim that is granted deletes old entries, among which are those that the others claim.
      const [one, other] = [make({ table: own }), make({ table: own })]
      const claims = await Promise.all(ids.map((id, i) => take(i % 2 ? one : other, id)))
      expect(new Set(await states(one, ...ids))).toEqual(new Set(['busy']))
      await Promise.all(claims.map((claim) => claim.complete()))
      expect(new Set(await states(other, ...ids))).toEqual(new Set(['done']))
    })

    it('is unavailable without its table', async () => {
      const error = await make({ table: 'missing', lease: 1 })
        .claim('a')
        .catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'NOTIFY_INBOX_UNAVAILABLE' })
      expect(`${(error as Error).cause}`).toMatch(/missing/)
    })
  })
}
