import { findDatabases, type Server, startPostgres } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, beforeAll, describe } from 'vitest'
import { openPglite, postgresClients } from '../support/sql-clients.ts'
import { sqlInboxContract } from '../support/sql-contract.ts'

const { postgres: program } = await findDatabases()

describe('createSqlInbox on PostgreSQL', () => {
  skipWithout(program, 'postgres')
  let server: Server
  beforeAll(async () => {
    if (program) server = await startPostgres({ program })
  })
  afterAll(() => server?.stop())
  const open = (name: string, isolation?: string) => async () =>
    program ? postgresClients[name]?.({ port: server.port, ...(isolation && { isolation }) }) : undefined

  describe.each(Object.keys(postgresClients))('with %s', (name) => sqlInboxContract('postgres', open(name)))

  describe.each(['repeatable\\ read', 'serializable'])('with transactions that are %s', (isolation) =>
    sqlInboxContract('postgres', open('pg', isolation)),
  )
})

describe('createSqlInbox on PGlite', () => sqlInboxContract('postgres', openPglite, { inThisProcess: true }))
