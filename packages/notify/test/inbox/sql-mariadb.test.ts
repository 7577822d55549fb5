import { findDatabases, startMariadb } from '@wxdp-internal/services'
import { mysqlServerTests } from '../support/mysql-server-tests.ts'

const { mariadb: program } = await findDatabases()

mysqlServerTests({
  name: 'MariaDB',
  found: program,
  start: () => startMariadb({ program: `${program}` }),
  connections: 'information_schema.processlist',
  deadlocks: `SELECT variable_value AS count FROM information_schema.global_status WHERE variable_name = 'Innodb_deadlocks'`,
})
