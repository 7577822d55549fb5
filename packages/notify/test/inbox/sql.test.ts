import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSqlInbox, inboxTableSql, type SqlInboxOptions } from '@wxdp/notify/sql'
import { describe, expect, it, vi } from 'vitest'
import { states, take } from '../support/inbox-contract.ts'

describe('createSqlInbox', () => {
  it.each<[string, unknown]>([
    ['rows', [{ result: 'busy' }]],
    ['an object with rows', { rows: [{ result: 'busy' }], rowCount: 1 }],
    ['an object with results', { results: [{ result: 'busy' }], success: true }],
    ['an object with an insert id', { insertId: 2, affectedRows: 1 }],
    ['an insert id that is a bigint', { insertId: 2n }],
    ['an insert id that is a string', { insertId: '2', rows: [] }],
    ['a list of an object and undefined', [{ insertId: 2 }, undefined]],
  ])('reads %s', async (_, returned) => {
    const inbox = createSqlInbox({ dialect: 'mysql', execute: async () => returned })
    expect(await states(inbox, 'a')).toEqual(['busy'])
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['no rows', []],
    ['a row of something else', [{ count: 1 }]],
    ['no insert id', { insertId: 0 }],
    ['the outcome of run()', { changes: 1, lastInsertRowid: 1 }],
  ])('does not take %s for a claim', async (_, returned) => {
    const inbox = createSqlInbox({ dialect: 'sqlite', lease: 1, execute: () => returned })
    const error = await inbox.claim('a').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'NOTIFY_INBOX_UNAVAILABLE' })
    expect(`${(error as Error).cause}`).toContain('execute must return what the client returns')
  })

  it('passes ids as parameters only, long ones by their hash', async () => {
    const calls: [string, unknown[]][] = []
    const execute = async (sql: string, params: unknown[]) => {
      calls.push([sql, params])
      return [{ result: 'busy' }]
    }
    const inbox = createSqlInbox({ dialect: 'postgres', execute, table: 'app.inbox' })
    const uuid = crypto.randomUUID()
    for (const id of [uuid, 'EV-2018022511223320873', "'; DROP TABLE inbox; --", 'x'.repeat(65)]) {
      await inbox.claim(id)
    }
    expect(new Set(calls.map(([sql]) => sql))).toHaveLength(1)
    expect(calls[0]?.[0]).toContain('"app"."inbox"')
    expect(calls.map(([, [id]]) => id)).toEqual([
      uuid,
      'EV-2018022511223320873',
      expect.stringMatching(/^#[0-9a-f]{64}$/),
      expect.stringMatching(/^#[0-9a-f]{64}$/),
    ])
  })

  it.each(['postgres', 'mysql', 'sqlite'] as const)('tells %s durations and no times', async (dialect) => {
    const all = new Set<unknown>()
    const execute = async (sql: string, params: unknown[]) => {
      expect(sql).toMatch(/clock_timestamp\(\)|UTC_TIMESTAMP|julianday|DELETE/)
      for (const param of params) all.add(typeof param === 'number' ? param : 'text')
      return dialect === 'mysql' ? { insertId: 1 } : [{ result: 'new' }]
    }
    const inbox = createSqlInbox({ dialect, execute, lease: 60_000, remember: 86_400_000 })
    await (await take(inbox, 'a')).complete()
    await (await take(inbox, 'b')).release()
    expect(all).toEqual(new Set(['text', 60_000, 86_400_000]))
    await take(createSqlInbox({ dialect, execute, lease: Number.MAX_SAFE_INTEGER }), 'c')
    expect(all).toContain(3e12)
    expect(all).not.toContain(Number.MAX_SAFE_INTEGER)
  })

  it('deletes old entries once at a time, and takes a deletion for lost after a minute', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    let ends: (() => void)[] = []
    const execute = (sql: string) =>
      /LIMIT/.test(sql) ? new Promise<void>((resolve) => ends.push(resolve)) : [{ result: 'new' }]
    const inbox = createSqlInbox({ dialect: 'postgres', execute })
    try {
      for (let i = 0; i < 3; i++) await take(inbox, 'a')
      expect(ends).toHaveLength(1)
      ends[0]?.()
      await sleep(0)
      await take(inbox, 'a')
      expect(ends).toHaveLength(2)
      ends = []
      vi.advanceTimersByTime(59_999)
      await take(inbox, 'a')
      expect(ends).toHaveLength(0)
      vi.advanceTimersByTime(1)
      await take(inbox, 'a')
      expect(ends).toHaveLength(1)
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    { execute: undefined },
    { execute: {} },
    { dialect: undefined },
    { dialect: 'oracle' },
    { dialect: 'constructor' },
    { table: '' },
    { table: 1 },
    { table: 'a"b' },
    { table: 'a;b' },
    { table: '1a' },
    { table: 'a.b.c' },
    { table: 'x'.repeat(51) },
    { lease: 0 },
  ])('%j are a TypeError at once', (options) => {
    const right = { execute: async () => [], dialect: 'postgres' }
    expect(() => createSqlInbox({ ...right, ...options } as SqlInboxOptions)).toThrow(
      expect.objectContaining({ name: 'TypeError', code: 'NOTIFY_OPTION_INVALID' }),
    )
  })
})

describe('inboxTableSql', () => {
  it.each(['postgres', 'mysql', 'sqlite'] as const)('writes one statement a line for %s', (dialect) => {
    const sql = inboxTableSql(dialect)
    expect(sql).toMatch(/^(CREATE (TABLE|INDEX) IF NOT EXISTS [^;\n]+;\n){1,2}$/)
    expect(sql).toContain('wxdp_inbox_ends_at')
  })

  it('puts a schema where each database wants it', () => {
    const index = (dialect: 'postgres' | 'sqlite') =>
      inboxTableSql(dialect, { table: 'app.inbox' }).split('\n')[1]
    expect(index('postgres')).toMatch(/EXISTS "inbox_ends_at" ON "app"\."inbox" /)
    expect(index('sqlite')).toMatch(/EXISTS "app"\."inbox_ends_at" ON "inbox" /)
    expect(inboxTableSql('mysql', { table: 'app.inbox' })).toContain('EXISTS `app`.`inbox` ')
  })

  it('refuses a name that would have to be escaped', () => {
    expect(() => inboxTableSql('mysql', { table: 'a`b' })).toThrow(
      'table must be a name of at most 50 letters',
    )
  })
})

describe('the page for SQL', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
  const run = ['sql-clients', 'd1-worker'].map((name) => read(`../support/${name}.ts`)).join('')
  const solid = (code: string) => code.replace(/\s+/g, '')

  it.each(['en', 'zh'])('calls clients as these tests do: %s', (language) => {
    const rows = [
      ...read(`../../../../docs/${language}/scale/sql.md`).matchAll(
        /^\| .* \| `(?:postgres|mysql|sqlite)` +\| `(.*)` +\|$/gm,
      ),
    ]
    expect(rows).toHaveLength(9)
    for (const [, call] of rows) expect(solid(run)).toContain(solid(`(sql, params) => ${call}`))
  })
})
