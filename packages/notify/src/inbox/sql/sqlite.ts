import type { Dialect } from './dialect.ts'

// Unix time in milliseconds. SQLite reads the clock once a statement.
const now = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
const free = `ends_at <= ${now}`

/**
 * SQLite 3.35 and later, with Cloudflare D1 and libSQL. Every statement returns rows: some clients run no other ones in
 * the same way.
 */
export const sqlite: Dialect = {
  quote: (part) => `"${part}"`,

  // The schema stands before the name of an index, and not before its table.
  create: (table, index) => [
    `CREATE TABLE IF NOT EXISTS ${table} (id text NOT NULL PRIMARY KEY, owner text NOT NULL, state text NOT NULL, ends_at integer NOT NULL) WITHOUT ROWID`,
    `CREATE INDEX IF NOT EXISTS ${table.replace(/[^.]+$/, index)} ON ${table.replace(/^.*\./, '')} (ends_at)`,
  ],

  claim: (table) => ({
    sql: `INSERT INTO ${table} (id, owner, state, ends_at)
VALUES (?, ?, 'held', ${now} + ?)
ON CONFLICT (id) DO UPDATE SET
  owner = CASE WHEN ${free} THEN excluded.owner ELSE owner END,
  state = CASE WHEN ${free} THEN 'held' ELSE state END,
  ends_at = CASE WHEN ${free} THEN excluded.ends_at ELSE ends_at END
RETURNING CASE WHEN owner = ? THEN 'new' WHEN state = 'done' THEN 'done' ELSE 'busy' END AS result`,
    params: ['id', 'owner', 'ms', 'owner'],
  }),

  complete: (table) => ({
    sql: `INSERT INTO ${table} (id, owner, state, ends_at)
VALUES (?, '', 'done', ${now} + ?)
ON CONFLICT (id) DO UPDATE SET owner = '', state = 'done', ends_at = excluded.ends_at
RETURNING state`,
    params: ['id', 'ms'],
  }),

  release: (table) => ({
    sql: `DELETE FROM ${table} WHERE id = ? AND owner = ? RETURNING state`,
    params: ['id', 'owner'],
  }),

  clear: (table) => ({
    sql: `DELETE FROM ${table} WHERE id IN (
  SELECT id FROM ${table} WHERE ends_at < ${now} - 3600000 ORDER BY ends_at LIMIT 10
) RETURNING state`,
    params: [],
  }),
}
