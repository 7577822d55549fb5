// Runs an example on its real runtime against the sandbox, and shows what happened.
//
//   node --import tsx tools/try/run.ts node | node-bullmq | deno | edge | cloudflare-queue
import { examples, type Host } from './hosts.ts'
import { type Rehearsal, rehearse } from './rehearse.ts'
import { faultsOf } from './verdict.ts'

const words = {
  probe: 'a signature probe, wrong on purpose',
  notification: 'the notification',
  duplicate: 'the same notification again',
} as const

async function show(host: Host): Promise<boolean> {
  console.log(`\n${host}`)
  const started = performance.now()
  const rehearsal = await rehearse(host)
  const faults = faultsOf(rehearsal)
  for (const line of linesOf(rehearsal)) console.log(`  ${line}`)
  for (const fault of faults) console.error(`  ✗ ${fault}`)
  if (faults.length > 0) console.error(rehearsal.output)
  else console.log(`  ✓ set and received in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return faults.length === 0
}

function linesOf({ notifyUrl, deliveries, output }: Rehearsal): string[] {
  const logged = output.split('\n').filter((line) => line.includes('"plan_id"'))
  const rows = [
    ['the example set its callback URL', notifyUrl],
    ...deliveries.map(({ kind, status }) => [`the sandbox sent ${words[kind]}`, `HTTP ${status ?? 'none'}`]),
    ...logged.map((line) => ['the example logged', line]),
  ]
  return rows.map(([what = '', result]) => `${what.padEnd(55)}${result}`)
}

// process.exit runs the exit listeners, which end a running example.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const name = process.argv[2] ?? ''
const hosts = examples[name]
if (!hosts) {
  console.error(`Say which example to run: ${Object.keys(examples).join(', ')}.`)
  process.exitCode = 2
} else {
  try {
    for (const host of hosts) if (!(await show(host))) process.exitCode = 1
  } catch (error) {
    console.error(`  ✗ ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
