import { describe } from 'vitest'
import { openPglite } from '../support/sql-clients.ts'
import { sqlInboxContract } from '../support/sql-contract.ts'

describe.concurrent('createSqlInbox on PGlite', () => sqlInboxContract('postgres', openPglite))
