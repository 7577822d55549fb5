import { findDatabases, type Server, startMariadb } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe } from 'vitest'
import { mysqlClients } from '../support/sql-clients.ts'
import { sqlInboxContract } from '../support/sql-contract.ts'

const { mariadb: program } = await findDatabases()

describe('createSqlInbox on MariaDB', () => {
  skipWithout(program, 'mariadbd')
  let server: Server
  beforeAll(async () => {
    if (!program) return
    server = await startMariadb({ program })
    const connection = await createConnection({ host: '127.0.0.1', port: server.port, user: 'root' })
    await connection.query('CREATE DATABASE app')
    await connection.end()
  })
  afterAll(() => server?.stop())
  const open = (name: string, isolation?: string) => async () =>
    program ? mysqlClients[name]?.({ port: server.port, ...(isolation && { isolation }) }) : undefined

  describe.each(Object.keys(mysqlClients))('with %s', (name) => sqlInboxContract('mysql', open(name)))

  describe.each(['READ COMMITTED', 'SERIALIZABLE'])('with transactions that are %s', (isolation) =>
    sqlInboxContract('mysql', open('mysql2', isolation)),
  )
})
