// The root's commands on a machine that has only Node and npm: sets up what is missing, then runs.
//
//   node tools/run.mjs demo [--key FILE --serial HEX --mchid ID]
//   node tools/run.mjs example node | node-bullmq | deno | edge | cloudflare-queue | coupons | observability  [--lang zh]
//   node tools/run.mjs test | check | check:quick | fuzz | kills | model | mysql
import { readFileSync } from 'node:fs'
import { isPlain, runSteps } from './run/run-steps.mjs'

const root = new URL('..', import.meta.url)
const { packageManager, engines } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
const [command, ...args] = process.argv.slice(2)

/** @typedef {import('./run/run-steps.mjs').Step} Step */

/** @type {(title: string, ...args: string[]) => Step} */
const pnpm = (title, ...args) => ({ title, args: ['npx', '--yes', packageManager, ...args] })
/** @type {(title: string, file: string, ...args: string[]) => Step} */
const script = (title, file, ...args) => ({
  title,
  args: [process.execPath, '--import', 'tsx', file, ...args],
})
/** @type {(step: Step) => Step} */
const quiet = (step) => ({ ...step, show: 'failure' })
/** @type {(file: string, count: number) => Step} */
const fuzz = (file, count) => ({
  ...pnpm(`Fuzz ${count} times: ${file}`, 'exec', 'vitest', 'run', '--project', 'node provider', file),
  env: { WXDP_FUZZ: `${count}` },
})

const install = quiet(pnpm('Install dependencies', 'install', '--frozen-lockfile', '--prefer-offline'))
const build = pnpm('Build the packages', 'run', 'build', '--output-logs=errors-only')
// Side by side: the first two keep one processor busy.
const quickChecks = [
  {
    ...pnpm('Lint', 'exec', 'biome', 'ci', ...(isPlain ? ['--colors=off'] : []), '.'),
    remedy: `npx ${packageManager} format`,
  },
  pnpm('Check types', 'run', 'types'),
  script('Check the repository', 'tools/checks/run.ts'),
]
const checks = [...quickChecks, script('Check what was released', 'tools/release/api.ts')]

/** A list in the list runs side by side. @type {Readonly<Record<string, readonly (Step | readonly Step[])[]>>} */
const commands = {
  demo: [install, quiet(build), script('Demo', 'examples/demo/demo.ts', ...args)],
  example: [install, quiet(build), script('Example', 'tools/try/run.ts', ...args)],
  check: [build, checks, pnpm('Check the checks', 'run', 'tools')],
  'check:quick': [build, quickChecks],
  fuzz: [fuzz('certificate-fuzz', 20_000), fuzz('callback-fuzz', 50_000)],
  kills: [
    {
      ...pnpm('Kill processes', 'exec', 'vitest', 'run', '--project', 'node provider', 'queue/kills'),
      env: { WXDP_KILLS: '10000' },
    },
  ],
  mysql: [
    {
      ...pnpm(
        'Try the inbox on MySQL',
        'exec',
        'vitest',
        'run',
        '--project',
        'node provider',
        'notify/test/mysql',
      ),
      env: { WXDP_MYSQL: '1', WXDP_DELIVERIES: '10000', WXDP_KILLS: '50' },
    },
  ],
  model: [
    {
      ...pnpm(
        'Compare with the model',
        'exec',
        'vitest',
        'run',
        '--project',
        'node provider',
        'box/model',
        'box/coupon-model',
      ),
      env: { WXDP_SEQUENCES: '1000' },
    },
  ],
  test: [
    install,
    build,
    checks,
    pnpm('Run unit and property tests', 'run', 'unit'),
    [
      // It waits for servers more than it computes.
      pnpm(
        'Run every check, example and consumer',
        'exec',
        'vitest',
        'run',
        '--config',
        'tools/vitest.config.ts',
        '--project',
        '!frameworks',
        '--project',
        '!release',
      ),
      pnpm('Run one suite on every host', 'run', 'conformance'),
      // No figures: it shows that the benchmarks still run.
      script('Try the benchmarks', 'tools/bench/run.ts', '--quick', '--host', 'node24'),
    ],
  ],
}
const steps = commands[command ?? '']

if (!steps) fail(`Say what to run: ${Object.keys(commands).join(', ')}; found ${command ?? 'nothing'}.`)
requireNode(engines.node.replace('>=', ''))
process.exit(await runSteps(steps ?? []))

/** @param {string} least */
function requireNode(least) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return
  fail(`Node ${least} or later is needed; this is ${process.versions.node}.`)
}

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exit(1)
}
