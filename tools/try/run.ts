// Runs an example on its real runtime against the sandbox, and shows what happened.
//
//   node --import tsx tools/try/run.ts node | node-bullmq | deno | edge | cloudflare-queue | coupons | observability
//   … --lang zh | en
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { examples, type Host, programs } from './hosts.ts'
import { type Rehearsal, rehearse } from './rehearse.ts'
import { type Texts, textsFor } from './texts.ts'
import { faultsOf } from './verdict.ts'

async function show(host: Host, texts: Texts): Promise<boolean> {
  console.log(`\n${host}`)
  const started = performance.now()
  const rehearsal = await rehearse(host)
  const faults = faultsOf(rehearsal)
  for (const line of linesOf(rehearsal, texts)) console.log(`  ${line}`)
  for (const fault of faults) console.error(`  ✗ ${fault}`)
  if (faults.length > 0) console.error(rehearsal.output)
  else console.log(`  ✓ ${texts.done(((performance.now() - started) / 1000).toFixed(1))}`)
  return faults.length === 0
}

function linesOf({ notifyUrl, deliveries, older, output }: Rehearsal, texts: Texts): string[] {
  const logged = output.split('\n').filter((line) => /"(plan_id|outcome)"/.test(line))
  const overtaken = older.find(({ kind }) => kind === 'notification')
  const rows = [
    [texts.set, notifyUrl],
    ...deliveries.map(({ kind, status }) => [texts.sent[kind], `HTTP ${status ?? texts.none}`]),
    ...(overtaken ? [[texts.overtaken, `HTTP ${overtaken.status ?? texts.none}`]] : []),
    ...logged.map((line) => [texts.logged, line]),
  ]
  return rows.map(([what = '', result]) => `${what}${' '.repeat(Math.max(1, 56 - widthOf(what)))}${result}`)
}

/** The columns that a string takes in a terminal. A Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0)
}

// process.exit runs the exit listeners, which end a running example.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const { values, positionals } = parseArgs({
  options: { lang: { type: 'string' } },
  allowPositionals: true,
})
const texts = textsFor(values.lang ?? process.env.LC_ALL ?? process.env.LANG)
const [name = ''] = positionals
const hosts = examples[name]
const program = programs[name]
if (program) {
  const [command, ...args] = program
  const language = values.lang === undefined ? [] : ['--lang', values.lang]
  process.exitCode =
    spawnSync(command, [...args, ...language], { cwd: import.meta.dirname, stdio: 'inherit' }).status ?? 1
} else if (!hosts) {
  console.error(texts.unknown([...Object.keys(examples), ...Object.keys(programs)].join(', ')))
  process.exitCode = 2
} else {
  try {
    for (const host of hosts) if (!(await show(host, texts))) process.exitCode = 1
  } catch (error) {
    console.error(`  ✗ ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
