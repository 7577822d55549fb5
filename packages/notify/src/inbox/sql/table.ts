import { invalidOption, wrongOption } from '../../errors.ts'
import type { Dialect } from './dialect.ts'
import { mysql } from './mysql.ts'
import { postgres } from './postgres.ts'
import { sqlite } from './sqlite.ts'

/** `mysql` is MariaDB's as well; `sqlite` is Cloudflare D1's and libSQL's as well. */
export type SqlDialect = 'postgres' | 'mysql' | 'sqlite'

const dialects: Readonly<Record<SqlDialect, Dialect>> = { postgres, mysql, sqlite }

// PostgreSQL cuts names after 63 bytes; the name of the index is eight longer.
const namePattern = /^(?:([A-Za-z_]\w{0,49})\.)?([A-Za-z_]\w{0,49})$/

/**
 * The dialect, with the quoted names of the table and its index.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 */
export function findTable(
  dialect: unknown,
  name: unknown = 'wxdp_inbox',
): { readonly dialect: Dialect; readonly table: string; readonly index: string } {
  const found = Object.hasOwn(dialects, `${dialect}`) && dialects[dialect as SqlDialect]
  if (!found) throw wrongOption('dialect must be postgres, mysql or sqlite', dialect)
  const [, schema, table] = (typeof name === 'string' && namePattern.exec(name)) || []
  if (!table) {
    throw invalidOption(
      'table must be a name of at most 50 letters, digits and underscores, with a schema before it if needed, such as app.wxdp_inbox.',
    )
  }
  const quoted = [schema, table].flatMap((part) => (part ? found.quote(part) : []))
  return { dialect: found, table: quoted.join('.'), index: found.quote(`${table}_ends_at`) }
}

/**
 * The SQL that creates the table of `createSqlInbox`, each statement on a line of its own. It creates nothing that
 * exists already.
 *
 * @param options `table` is the table's name, by default `wxdp_inbox`; a schema may stand before it.
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * console.log(inboxTableSql('postgres'))
 */
export function inboxTableSql(dialect: SqlDialect, options: { readonly table?: string } = {}): string {
  const found = findTable(dialect, options.table)
  return found.dialect
    .create(found.table, found.index)
    .map((statement) => `${statement};\n`)
    .join('')
}
