import { sqlFaults } from '../support/sql-faults.ts'

sqlFaults('MySQL')
