// Mutation testing: changes the sources in small ways and counts how many changes make a test fail.
//
//   pnpm mutation [PACKAGE | PACKAGE/ROOM …] [--json FILE]      default: all that have a threshold below
//     --again FILE    tries only the survivors in FILE; for use after tests were added and no source was changed
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { MutantResult } from '@stryker-mutator/api/core'
import { Stryker } from '@stryker-mutator/core'
import {
  type Figures,
  figuresAgain,
  figuresOf,
  isStatic,
  linesAgain,
  linesOf,
  nameOf,
  show,
} from './figures.ts'

/** The minimum score, in percent. */
const thresholds: Readonly<Record<string, number>> = {
  ...{ auth: 90, notify: 90, fetch: 85 },
  'sandbox/clock': 90,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, again: { type: 'string' } },
})
const names = positionals.length > 0 ? positionals : Object.keys(thresholds)
const unknown = names.filter((name) => thresholds[name] === undefined)
if (unknown.length > 0) {
  console.error(
    `There is no threshold for ${unknown.join(', ')}, but for ${Object.keys(thresholds).join(', ')}.`,
  )
  process.exit(2)
}

const before: Record<string, Figures> = values.again ? JSON.parse(readFileSync(values.again, 'utf8')) : {}
const root = join(import.meta.dirname, '../..')
process.chdir(root)
const figures: Record<string, Figures> = {}
for (const name of names) {
  console.log(`\n${name}`)
  // Read by vitest.config.ts, in the processes that Stryker starts.
  const [pack = '', room = ''] = name.split('/')
  process.env.WXDP_MUTATED = pack
  process.env.WXDP_MUTATION_TESTS = room
  const earlier = before[name]
  if (earlier) {
    figures[name] = figuresAgain(earlier, await mutate(linesAgain(earlier), false))
    continue
  }
  // First the mutants that run during a test, each with the tests that reach it. Then those that run only while files
  // are loaded, such as constants: each needs all tests again, so they run alone.
  const covered = await mutate([join('packages', pack, 'src', room, '**/*.ts')], true)
  const loaded = covered.filter(isStatic)
  const more = loaded.length > 0 ? await mutate([...new Set(loaded.map(linesOf))], false) : []
  const names = new Set(loaded.map(nameOf))
  figures[name] = figuresOf([...covered, ...more.filter((mutant) => names.has(nameOf(mutant)))])
}

function mutate(files: string[], ignoreStatic: boolean): Promise<MutantResult[]> {
  return new Stryker({
    testRunner: 'vitest',
    plugins: [
      fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner')),
      ...['prose.mjs', 'survivors.mjs'].map((plugin) => join(import.meta.dirname, plugin)),
    ],
    ignorers: ['prose'],
    vitest: { configFile: 'tools/mutation/vitest.config.ts' },
    mutate: files,
    coverageAnalysis: 'perTest',
    ignoreStatic,
    // Not `examples`: the root's tsconfig.json refers to it.
    ignorePatterns: ['dist', 'coverage', '.turbo', '.tmp', 'docs'],
    tempDirName: '.tmp/stryker',
    reporters: ['progress', 'survivors'],
    concurrency: 2,
    timeoutMS: 10_000,
    logLevel: 'warn',
    allowConsoleColors: false,
  } as ConstructorParameters<typeof Stryker>[0]).runMutationTest()
}

for (const [name, found] of Object.entries(figures)) {
  const least = thresholds[name] as number
  for (const line of show(found)) console.log(line)
  const verdict = found.score >= least ? 'ok' : 'FAIL'
  console.log(
    `${verdict} ${name}: ${found.score.toFixed(1)} % of ${found.mutants} mutants noticed, expected at least ${least} %`,
  )
  if (found.score < least) process.exitCode = 1
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
