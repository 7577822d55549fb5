import { requireFunctions } from '../../errors.ts'
import type { Inbox } from '../inbox.ts'
import { toKey } from '../key.ts'
import { createSharedInbox, type SharedInboxOptions } from '../shared.ts'
import type { Statement } from './dialect.ts'
import { claimResults } from './mysql.ts'
import { findTable, type SqlDialect } from './table.ts'

/**
 * Runs one statement, in a transaction of its own, and returns what the client returns: the rows, or an object with
 * `rows` or `results`, or, of MySQL and MariaDB, the one with `insertId`, alone or as the first of a list.
 */
export type SqlExecute = (sql: string, params: (string | number)[]) => unknown

/** In milliseconds. A deletion that takes longer is taken for lost: some hosts stop what nobody waits for. */
const clearLimit = 60_000

export interface SqlInboxOptions extends SharedInboxOptions {
  /** Calls your client. Connecting, observing and closing it is up to you. */
  readonly execute: SqlExecute
  readonly dialect: SqlDialect
  /** The table, from `inboxTableSql`; a schema may stand before it. Default `wxdp_inbox`. */
  readonly table?: string
}

/**
 * Makes an inbox in a table of your PostgreSQL, MySQL, MariaDB, SQLite or Cloudflare D1, for any number of processes.
 * Each step is one atomic statement, and leases run on the database's own clock. A claim that is granted also deletes
 * up to ten entries that ended more than an hour ago, unless such a deletion is under way; nobody waits for that, and
 * it may fail.
 *
 * A step that fails or takes too long rejects with `NotifyError` `NOTIFY_INBOX_UNAVAILABLE`; the response is a 503,
 * and WeChat Pay sends again.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const inbox = createSqlInbox({ dialect: 'postgres', execute: (sql, params) => pool.query(sql, params) })
 * const handler = createHandler({ verifier, apiV3Key, onNotification, inbox })
 */
export function createSqlInbox(options: SqlInboxOptions): Inbox {
  const { execute, dialect: name, table: tableName, ...rest } = options
  requireFunctions({ execute })
  const { dialect, table } = findTable(name, tableName)
  const statements = {
    claim: dialect.claim(table),
    complete: dialect.complete(table),
    release: dialect.release(table),
  }
  const clear = dialect.clear(table)

  const run = async (
    { sql, params }: Statement,
    values: { readonly id: string; readonly owner: string; readonly ms: number },
  ): Promise<unknown> =>
    execute(
      sql,
      params.map((param) => values[param]),
    )

  // One at a time: two that go for the same rows may end in a deadlock, of which a claim may be the victim.
  let clearing: number | undefined
  const clearOnce = async (): Promise<void> => {
    const now = performance.now()
    if (clearing !== undefined && now - clearing < clearLimit) return
    clearing = now
    await run(clear, { id: '', owner: '', ms: 0 }).catch(() => {})
    clearing = undefined
  }

  return createSharedInbox(
    async ({ action, id, owner, ms }) => {
      const values = { id: await toKey(id), owner, ms }
      const returned = await run(statements[action], values)
      if (action !== 'claim') return 'ok'
      const result = claimResult(returned)
      if (result === 'new') void clearOnce()
      return result
    },
    { ...rest, name: 'The database' },
  )
}

/** Finds the result in whatever form the client returned it. */
function claimResult(returned: unknown): unknown {
  if (Array.isArray(returned)) return claimResult(returned[0])
  const { rows, results, result, insertId } = Object(returned) as Readonly<Record<string, unknown>>
  const list = rows ?? results
  if (Array.isArray(list) && list.length > 0) return claimResult(list[0])
  const found = result ?? claimResults[Number(insertId)]
  if (found !== undefined) return found
  throw new TypeError(
    'execute must return what the client returns: rows, or an object with rows, results or insertId.',
  )
}
