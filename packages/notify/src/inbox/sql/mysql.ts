import type { Dialect } from './dialect.ts'

// In UTC, so that neither a session's time zone nor its daylight saving time counts.
const now = 'UTC_TIMESTAMP(3)'
const after = `${now} + INTERVAL (? * 1000) MICROSECOND`
const free = `ends_at <= ${now} OR owner = ?`

/** The results of a claim, as its statement numbers them. */
export const claimResults: readonly (string | undefined)[] = [undefined, 'new', 'busy', 'done']

/** MySQL 8 and MariaDB 10.6, and later. */
export const mysql: Dialect = {
  quote: (part) => `\`${part}\``,

  create: (table, index) => [
    `CREATE TABLE IF NOT EXISTS ${table} (id varchar(65) NOT NULL PRIMARY KEY, owner varchar(36) NOT NULL, state varchar(4) NOT NULL, ends_at datetime(3) NOT NULL, KEY ${index} (ends_at)) ENGINE=InnoDB CHARACTER SET ascii COLLATE ascii_bin`,
  ],

  // MySQL returns no rows here. The result is the argument of the last LAST_INSERT_ID(): the server sends it back as
  // the insert id. Assignments run from left to right, yet `free` gives the same in each: the first leaves owner and
  // ends_at alone, and the second makes `owner = ?` true only where the id was free.
  claim: (table) => ({
    sql: `INSERT INTO ${table} (id, owner, state, ends_at)
VALUES (?, ?, ELT(LAST_INSERT_ID(1), 'held'), ${after})
ON DUPLICATE KEY UPDATE
  state = ELT(LAST_INSERT_ID(IF(${free}, 1, IF(state = 'done', 3, 2))), 'held', 'held', 'done'),
  owner = IF(${free}, ?, owner),
  ends_at = IF(${free}, ${after}, ends_at)`,
    params: ['id', 'owner', 'ms', 'owner', 'owner', 'owner', 'owner', 'ms'],
  }),

  complete: (table) => ({
    sql: `INSERT INTO ${table} (id, owner, state, ends_at)
VALUES (?, '', 'done', ${after})
ON DUPLICATE KEY UPDATE owner = '', state = 'done', ends_at = ${after}`,
    params: ['id', 'ms', 'ms'],
  }),

  release: (table) => ({ sql: `DELETE FROM ${table} WHERE id = ? AND owner = ?`, params: ['id', 'owner'] }),

  clear: (table) => ({
    sql: `DELETE FROM ${table} WHERE ends_at < ${now} - INTERVAL 1 HOUR ORDER BY ends_at LIMIT 10`,
    params: [],
  }),
}
