// Speed beside peers and limit.
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
import { inColumns } from '../conformance/runner/table.ts'
import { judge, type Measured } from './budgets.ts'
import { prove } from './prove.ts'
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
const machine = `${cpus()[0]?.model}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)} at the start`

const known = values.host === undefined || hosts.some(({ name }) => name === values.host)

if (chosen.length < new Set(positionals).size || !known || !(settings.count >= 100)) {
  const list = (named: readonly { name: string }[]): string => named.map(({ name }) => name).join(', ')
  console.error(`The questions are ${list(questions)}; the hosts ${list(hosts)}; --count is 100 or more.`)
  process.exitCode = 1
} else {
  await runAll()
}

async function runAll(): Promise<void> {
  const began = performance.now()
  if (settings.quick) tell(await prove())
  const answers: (Measured & { question: string; figures: unknown })[] = []
  for (const { name, asks, hosts: where, answer } of chosen) {
    console.log(`\n${name}: ${asks}`)
    for (const host of where.filter((each) => values.host === undefined || each.name === values.host)) {
      const started = performance.now()
      try {
        const { table, figures, bounded } = await answer(host, settings)
        answers.push({ question: name, host: host.name, bounded, figures })
        const [heads = [], ...rows] = table
        if (!settings.quick) console.log(`\n${inColumns([[host.name, ...heads.slice(1)], ...rows])}`)
        console.log(`  ${host.name}: ${rows.length} rows, ${seconds(started)}`)
      } catch (error) {
        console.log(`\n${host.name}: ${error instanceof Error ? error.message : error}`)
        // What is not installed is not run; that it breaks is another matter.
        if (host.program() !== undefined) process.exitCode = 1
      }
    }
  }
  const verdicts = judge(answers)
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ machine, settings, answers, verdicts }, null, 2)}\n`)
  }
  if (settings.quick)
    return console.log(`\n${answers.length} answers in ${seconds(began)}; their figures mean nothing.`)
  console.log(`\nBudgets of the design, on ${machine}, in ${seconds(began)}:\n${inColumns(verdicts)}`)
}

function tell(faults: readonly string[]): void {
  if (faults.length > 0) process.exitCode = 1
  for (const fault of faults) console.log(`FAIL ${fault}`)
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
