// The root's commands on a machine that has only Node and npm: sets up what is missing, then runs.
//
//   node tools/run.mjs demo [--key FILE --serial HEX --mchid ID]
//   node tools/run.mjs example node | node-bullmq | deno | edge | cloudflare-queue | observability  [--lang zh]
//   node tools/run.mjs test | check | fuzz | kills | model | mysql
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const { packageManager, engines } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
const [command, ...args] = process.argv.slice(2)

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {readonly string[]} args
 * @property {'always' | 'failure'} [show] When its output is shown. Default: as it comes.
 * @property {Readonly<Record<string, string>>} [env]
 */

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
const checks = [
  pnpm('Lint', 'exec', 'biome', 'ci', '.'),
  pnpm('Check types', 'run', 'types'),
  script('Check the repository', 'tools/checks/run.ts'),
  script('Check what was released', 'tools/release/api.ts'),
]

/** A list in the list runs side by side. @type {Readonly<Record<string, readonly (Step | readonly Step[])[]>>} */
const commands = {
  demo: [install, quiet(build), script('Demo', 'examples/demo/demo.ts', ...args)],
  example: [install, quiet(build), script('Example', 'tools/try/run.ts', ...args)],
  check: [build, checks, pnpm('Check the checks', 'run', 'tools')],
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
      ...pnpm('Compare with the model', 'exec', 'vitest', 'run', '--project', 'node provider', 'box/model'),
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
for (const step of steps ?? []) {
  const group =
    'title' in step ? [step] : step.map((each) => ({ show: /** @type {const} */ ('always'), ...each }))
  if (!('title' in step)) console.log(`\n▸ ${step.map(({ title }) => title).join(' ‖ ')}`)
  const codes = await Promise.all(group.map(run))
  const code = codes.find((each) => each !== 0)
  if (code !== undefined) process.exit(code)
}

/**
 * @param {Step} step
 * @returns {Promise<number>} The exit code.
 */
function run({ title, args: [program = '', ...rest], show, env }) {
  if (!show || show === 'failure') console.log(`\n▸ ${title}`)
  const started = Date.now()
  const child = spawn(program, rest, {
    cwd: root,
    stdio: ['ignore', show ? 'pipe' : 'inherit', show ? 'pipe' : 'inherit'],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...env },
    shell: process.platform === 'win32' && program === 'npx',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  return new Promise((resolve) => {
    child.once('error', ({ message }) => {
      output += message
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  }).then((code) => {
    if (show === 'always') console.log(`\n▸ ${title}\n${output.trimEnd()}`)
    else if (code !== 0) console.error(output)
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    if (code === 0) console.log(`  ${title}: ${seconds} s`)
    else console.error(`${title} failed: ${program} ${rest.join(' ')} ended with ${code}`)
    return code
  })
}

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
