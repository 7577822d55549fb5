// Run by `pnpm mysql` alone: the server is downloaded.
import { findMysql, startMysql } from '@wxdp-internal/services'
import { expect, it } from 'vitest'
import { mysqlServerTests } from '../support/mysql-server-tests.ts'

const version = await findMysql()

it('is MySQL of version 8 or later', () => {
  expect(Number.parseInt(`${version}`, 10)).toBeGreaterThanOrEqual(8)
  console.log(`MySQL ${version}`)
})

mysqlServerTests({
  name: 'MySQL',
  found: version,
  start: startMysql,
  connections: 'performance_schema.processlist',
  deadlocks: `SELECT count FROM information_schema.innodb_metrics WHERE name = 'lock_deadlocks'`,
})
