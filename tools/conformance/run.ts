// Runs one suite on every host, against the packages as they are published.
//
//   node --import tsx tools/conformance/run.ts               all hosts
//   node --import tsx tools/conformance/run.ts --host NAME   one of them
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { everyCode } from './runner/codes.ts'
import { faultsOf } from './runner/faults.ts'
import { elsewhere, hosts } from './runner/hosts.ts'
import { packed } from './runner/packed.ts'
import { runHosts } from './runner/run-hosts.ts'
import { figures, table } from './runner/table.ts'

const { values } = parseArgs({ options: { host: { type: 'string' } } })
const chosen = hosts.filter(({ name }) => values.host === undefined || name === values.host)

if (chosen.length === 0) {
  console.error(`Unknown host. Expected one of ${hosts.map(({ name }) => name).join(', ')}.`)
  process.exitCode = 1
} else {
  const codes = everyCode()
  const plugins = [packed()]
  const runs = await runHosts(chosen, join(import.meta.dirname, 'suite/index.ts'), { plugins })
  const faults = faultsOf(runs, codes)
  if (faults.length > 0) process.exitCode = 1
  for (const fault of faults) console.log(`FAIL ${fault}`)
  console.log(`${table(runs)}\n`)
  if (elsewhere.length > 0)
    console.log(`Not run on ${process.platform}-${process.arch}: ${elsewhere.join(', ')}`)
  console.log(`${codes.length} error codes met on every host; ${figures(runs, faults.length)}`)
}
