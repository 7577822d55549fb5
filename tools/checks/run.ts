// Runs the repository's checks.
//
//   node --import tsx tools/checks/run.ts [NAME …]          all, or some
//   node --import tsx tools/checks/run.ts exports --write   takes the public names as they are now
//   node --import tsx tools/checks/run.ts --prove [NAME …]  shows that each check can fail
import { join } from 'node:path'
import { prove } from './bite.ts'
import type { Check, Report } from './check.ts'
import { docstrings } from './docstrings.ts'
import { exports, writeExports } from './exports.ts'
import { layers } from './layers.ts'
import { links } from './links.ts'
import { neutral } from './neutral.ts'
import { packaging } from './packaging.ts'
import { shaking } from './shaking.ts'
import { sizes } from './sizes.ts'
import { snippets } from './snippets.ts'
import { words } from './words.ts'

const root = join(import.meta.dirname, '../..')
const checks: Readonly<Record<string, Check>> = {
  layers,
  neutral,
  docstrings,
  exports,
  packaging,
  sizes: (tree) => sizes(tree),
  shaking: (tree) => shaking(tree),
  snippets,
  links,
  words,
}
const args = process.argv.slice(2)
const names = args.filter((arg) => !arg.startsWith('--'))
const unknown = [
  ...names.filter((name) => !(name in checks)),
  ...args.filter((arg) => arg.startsWith('--') && arg !== '--write' && arg !== '--prove'),
]

if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; the checks are ${Object.keys(checks).join(', ')}.`)
  process.exitCode = 1
} else if (args.includes('--prove')) {
  for (const report of await prove(checks, names)) print('', report)
} else {
  for (const [name, check] of Object.entries(checks)) {
    if (names.length > 0 && !names.includes(name)) continue
    const write = args.includes('--write') && name === 'exports'
    print(`${name}: `, write ? writeExports(root) : await check(root).catch(broken))
  }
}

/** One check that breaks must not hide what the others say. */
function broken(error: unknown): Report {
  return { looked: 'broke off', violations: [error instanceof Error ? `${error.stack}` : String(error)] }
}

function print(title: string, { looked, violations }: Report): void {
  console.log(`${violations.length === 0 ? 'ok' : 'FAIL'} ${title}${looked}`)
  for (const violation of violations) console.log(`  ${violation}`)
  if (violations.length > 0) process.exitCode = 1
}
