// Measures speed beside peers and beside the limit of the runtime.
//
//   node --import tsx tools/bench/run.ts                   every question
//   node --import tsx tools/bench/run.ts callback-in …     some
//     --host NAME     on one host
//     --count N       callbacks for the heap (default 1,000,000)
//     --json FILE     writes the figures
//     --quick         shows that everything runs, without figures
import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { inColumns } from '@wxdp-internal/conformance/runner/table'
import { type Measured, verdictsOf } from './budgets.ts'
import { questions, type Settings } from './questions.ts'
import { hosts } from './runner/hosts.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    host: { type: 'string' },
    count: { type: 'string', default: '1000000' },
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
})
const chosen = questions.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
const settings: Settings = { quick: values.quick, count: Number(values.count) }
const isChosen = ({ name }: { readonly name: string }): boolean => (values.host ?? name) === name
const machine = `${cpus()[0]?.model}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)} at the start`

if (chosen.length < new Set(positionals).size || !hosts.some(isChosen) || !(settings.count >= 100)) {
  const list = (named: readonly { name: string }[]): string => named.map(({ name }) => name).join(', ')
  console.error(`Questions: ${list(questions)}. Hosts: ${list(hosts)}. --count is 100 or more.`)
  process.exitCode = 1
} else {
  await runAll()
}

async function runAll(): Promise<void> {
  const began = performance.now()
  const results: (Measured & { question: string; figures: unknown })[] = []
  for (const { name, asks, hosts, measure } of chosen) {
    console.log(`\n${name}: ${asks}`)
    for (const host of hosts.filter(isChosen)) {
      const started = performance.now()
      try {
        const { table, figures, bounded } = await measure(host, settings)
        results.push({ question: name, host: host.name, bounded, figures })
        const [headings = [], ...rows] = table
        if (!settings.quick) console.log(`\n${inColumns([[host.name, ...headings.slice(1)], ...rows])}`)
        console.log(`  ${host.name}: ${rows.length} rows, ${seconds(started)}`)
      } catch (error) {
        console.log(`\n${host.name}: ${error instanceof Error ? error.message : error}`)
        // A host that is not installed is not a failure.
        if (host.program() !== undefined) process.exitCode = 1
      }
    }
  }
  const verdicts = verdictsOf(results)
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ machine, settings, results, verdicts }, null, 2)}\n`)
  }
  if (settings.quick)
    console.log(`\n${results.length} results in ${seconds(began)}; the figures mean nothing.`)
  else console.log(`\nBudgets of the design, on ${machine}, in ${seconds(began)}:\n${inColumns(verdicts)}`)
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
