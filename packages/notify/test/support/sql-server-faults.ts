// What a database server does to a claim.
import { createSqlInbox, type SqlDialect } from '@wxdp/notify/sql'
import { codeOf } from '@wxdp-internal/fixtures'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { states, take } from './inbox-contract.ts'
import type { SqlClient } from './sql-clients.ts'
import { createTable } from './sql-contract.ts'

/** A connection that a test keeps to itself. */
export interface Session {
  query(sql: string): Promise<unknown>
  close(): Promise<unknown>
}

export interface ServerFaults {
  readonly dialect: SqlDialect
  open(): Promise<SqlClient | undefined>
  connect(): Promise<Session>
  /** Statements that lock the table, and free it again. */
  lock(table: string): readonly string[]
  readonly unlock: readonly string[]
  /** The ids of the connections whose claims wait for the table. */
  findWaiting(session: Session, table: string): Promise<number[]>
  /** Ends a connection. */
  end(session: Session, id: number): Promise<unknown>
}

export function serverFaults({ dialect, open, connect, lock, unlock, ...faults }: ServerFaults): void {
  describe('what a server does', () => {
    const table = `faults_${crypto.randomUUID().replaceAll('-', '_')}`
    let client: SqlClient
    let session: Session
    let other: Session
    beforeAll(async () => {
      const opened = await open()
      if (!opened) return
      client = opened
      await createTable(client, dialect, table)
      session = await connect()
      other = await connect()
    })
    afterAll(async () => {
      await session?.close()
      await other?.close()
      await client?.close()
    })
    const make = (timeout: number) => createSqlInbox({ execute: client.execute, dialect, table, timeout })
    const ended = new Set<number>()
    /** Ends the connection of a claim that waits now. One that was ended before may still be seen waiting. */
    const endConnection = async (isOver = () => false) => {
      const id = await vi.waitFor(async () => {
        const [found] = (await faults.findWaiting(other, table)).filter((each) => !ended.has(each))
        if (found === undefined && !isOver()) throw new Error('no claim waits')
        return found
      }, 10_000)
      if (id === undefined) return
      ended.add(id)
      await faults.end(other, id)
    }
    const run = async (statements: readonly string[]) => {
      for (const statement of statements) await session.query(statement)
    }

    it('does not wait for a lock, and releases a claim that was granted too late', async () => {
      const id = crypto.randomUUID()
      await run(lock(table))
      // The lock is held until after this.
      expect(await codeOf(() => make(100).claim(id))).toBe('NOTIFY_INBOX_UNAVAILABLE')
      await run(unlock)
      await vi.waitFor(async () => (await take(make(30_000), id)).complete(), 10_000)
    })

    it('stores a completion that waited too long for a lock', async () => {
      const id = crypto.randomUUID()
      const claim = await take(make(300), id)
      await run(lock(table))
      expect(await codeOf(() => claim.complete())).toBe('NOTIFY_INBOX_UNAVAILABLE')
      await run(unlock)
      await vi.waitFor(async () => expect(await states(make(30_000), id)).toEqual(['done']), 10_000)
    })

    it('takes a claim although its connection ends during the statement', async () => {
      const id = crypto.randomUUID()
      await run(lock(table))
      const claiming = take(make(30_000), id)
      await endConnection()
      await run(unlock)
      await (await claiming).complete()
      expect(await states(make(30_000), id)).toEqual(['done'])
    })

    it('rejects a claim whose connection ends twice, and nobody else has to wait for its lease', async () => {
      const id = crypto.randomUUID()
      await run(lock(table))
      // Longer than the test may take: it is not the time limit that rejects.
      let isOver = false
      const claiming = codeOf(() => make(600_000).claim(id)).finally(() => {
        isOver = true
      })
      // A statement of an earlier test may wait as well, so more than two may have to end.
      while (!isOver) await endConnection(() => isOver)
      expect(await claiming).toBe('NOTIFY_INBOX_UNAVAILABLE')
      await run(unlock)
      await vi.waitFor(async () => (await take(make(30_000), id)).release(), 10_000)
    })
  })
}
