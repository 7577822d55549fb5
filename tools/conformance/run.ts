// One suite on every host.
//
//   node --import tsx tools/conformance/run.ts               all hosts
//   node --import tsx tools/conformance/run.ts --host NAME   one of them
//   node --import tsx tools/conformance/run.ts --prove       shows that the runner can find fault
import { join } from 'node:path'
import { prove } from './prove/prove.ts'
import { figures } from './runner/figures.ts'
import { hosts } from './runner/hosts.ts'
import { judge } from './runner/judge.ts'
import { runHosts } from './runner/run-hosts.ts'
import { table } from './runner/table.ts'

const [flag, name, ...rest] = process.argv.slice(2)
const chosen = flag === '--host' ? hosts.filter((host) => host.name === name) : hosts
const known = flag === undefined || flag === '--host' || (flag === '--prove' && name === undefined)

if (!known || chosen.length === 0 || rest.length > 0) {
  console.error(`Give nothing, --prove, or --host with one of ${hosts.map((host) => host.name).join(', ')}.`)
  process.exitCode = 1
} else if (flag === '--prove') {
  const { proven, faults } = await prove(hosts)
  tell(faults)
  console.log(proven)
} else {
  const runs = await runHosts(chosen, join(import.meta.dirname, 'suite/index.ts'))
  const faults = judge(runs)
  tell(faults)
  console.log(`${table(runs)}\n\n${figures(runs, faults.length)}`)
}

function tell(faults: readonly string[]): void {
  if (faults.length > 0) process.exitCode = 1
  for (const fault of faults) console.log(`FAIL ${fault}`)
}
