// Runs the repository's checks.
//
//   node --import tsx tools/checks/run.ts [NAME …]          all, or some
//   node --import tsx tools/checks/run.ts exports --write   accepts the public names as they are now
//   node --import tsx tools/checks/run.ts errors --write    writes the catalogue of errors
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Check, Report } from './check.ts'
import { checks } from './checks.ts'
import { writeErrors } from './errors.ts'
import { writeExports } from './exports.ts'

/** Checks of a file that they can write. */
const writers: Readonly<Record<string, Check>> = {
  exports: async (folder) => writeExports(folder),
  errors: writeErrors,
}

const root = join(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' } },
})
const unknown = positionals.filter((name) => !(name in checks))
const failed: string[] = []

if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; the checks are ${Object.keys(checks).join(', ')}.`)
  process.exitCode = 1
} else {
  for (const [name, check] of Object.entries(checks)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    const write = values.write ? writers[name] : undefined
    print(name, await (write ?? check)(root).catch(broken))
  }
}

if (failed.length > 0) {
  console.log(`Failed: ${failed.join(', ')}.`)
  process.exitCode = 1
}

/** A check that throws must not hide the results of the others. */
function broken(error: unknown): Report {
  return { looked: 'broke off', violations: [error instanceof Error ? `${error.stack}` : String(error)] }
}

function print(name: string, { looked, violations, figures = [] }: Report): void {
  console.log(`${violations.length === 0 ? 'ok' : 'FAIL'} ${name}: ${looked}`)
  for (const line of [...figures, ...violations]) console.log(`  ${line}`)
  if (violations.length > 0) failed.push(name)
}
