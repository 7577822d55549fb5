import type { Dialect } from './dialect.ts'

// Not now(), which is the start of the transaction: the statement may have waited for a row since.
const now = 'clock_timestamp()'
const after = (param: string): string => `${now} + ${param}::float8 * interval '1 millisecond'`

/** PostgreSQL 9.5 and later. */
export const postgres: Dialect = {
  quote: (part) => `"${part}"`,

  // The collation "C" compares bytes, whatever the database's own is.
  create: (table, index) => [
    `CREATE TABLE IF NOT EXISTS ${table} (id text COLLATE "C" PRIMARY KEY, owner text NOT NULL, state text NOT NULL, ends_at timestamptz NOT NULL)`,
    `CREATE INDEX IF NOT EXISTS ${index} ON ${table} (ends_at)`,
  ],

  // The SELECT sees the table as it was when the statement began. An entry that came later is therefore `busy`.
  claim: (table) => ({
    sql: `WITH claimed AS (
  INSERT INTO ${table} AS held (id, owner, state, ends_at)
  VALUES ($1, $2, 'held', ${after('$3')})
  ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, state = 'held', ends_at = ${after('$3')}
  WHERE held.ends_at <= ${now} OR held.owner = excluded.owner
  RETURNING id
)
SELECT CASE
  WHEN EXISTS (SELECT 1 FROM claimed) THEN 'new'
  WHEN EXISTS (SELECT 1 FROM ${table} WHERE id = $1 AND state = 'done' AND ends_at > ${now}) THEN 'done'
  ELSE 'busy'
END AS result`,
    params: ['id', 'owner', 'ms'],
  }),

  complete: (table) => ({
    sql: `INSERT INTO ${table} (id, owner, state, ends_at)
VALUES ($1, '', 'done', ${after('$2')})
ON CONFLICT (id) DO UPDATE SET owner = '', state = 'done', ends_at = ${after('$2')}`,
    params: ['id', 'ms'],
  }),

  release: (table) => ({
    sql: `DELETE FROM ${table} WHERE id = $1 AND owner = $2`,
    params: ['id', 'owner'],
  }),

  // now(), because an index is not searched for a volatile function.
  clear: (table) => ({
    sql: `DELETE FROM ${table} WHERE id = ANY (ARRAY(
  SELECT id FROM ${table} WHERE ends_at < now() - interval '1 hour' ORDER BY ends_at LIMIT 10 FOR UPDATE SKIP LOCKED
))`,
    params: [],
  }),
}
