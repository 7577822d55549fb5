// Runs one suite on every host.
//
//   node --import tsx tools/conformance/run.ts               all hosts
//   node --import tsx tools/conformance/run.ts --host NAME   one of them
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { faultsOf } from './runner/faults.ts'
import { hosts } from './runner/hosts.ts'
import { runHosts } from './runner/run-hosts.ts'
import { figures, table } from './runner/table.ts'

const { values } = parseArgs({ options: { host: { type: 'string' } } })
const chosen = hosts.filter(({ name }) => values.host === undefined || name === values.host)

if (chosen.length === 0) {
  console.error(`Unknown host. Expected one of ${hosts.map(({ name }) => name).join(', ')}.`)
  process.exitCode = 1
} else {
  const runs = await runHosts(chosen, join(import.meta.dirname, 'suite/index.ts'))
  const faults = faultsOf(runs)
  if (faults.length > 0) process.exitCode = 1
  for (const fault of faults) console.log(`FAIL ${fault}`)
  console.log(`${table(runs)}\n\n${figures(runs, faults.length)}`)
}
