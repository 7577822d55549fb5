// The root's commands on a machine that has only Node and npm: sets up what is missing, then runs.
//
//   node tools/run.mjs demo [--key FILE --serial HEX --mchid ID]
//   node tools/run.mjs example node | node-bullmq | deno | edge | cloudflare-queue
//   node tools/run.mjs test | check
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const { packageManager, engines } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
const [command, ...args] = process.argv.slice(2)

// A step is a title and the arguments of pnpm, or of Node where they begin with --import.
const typescript = ['--import', 'tsx']
const install = ['Install dependencies', 'install', '--frozen-lockfile', '--prefer-offline']
const build = ['Build the packages', 'run', 'build', '--output-logs=errors-only']
const checks = [
  ['Lint', 'exec', 'biome', 'ci', '.'],
  ['Check types', 'run', 'types'],
  ['Check the repository', ...typescript, 'tools/checks/run.ts'],
  ['Check the checks', 'run', 'tools'],
]
const commands = {
  demo: [install, build, ['Demo', ...typescript, 'examples/demo/demo.ts', ...args]],
  example: [install, build, ['Example', ...typescript, 'tools/try/run.ts', ...args]],
  check: [build, ...checks],
  test: [
    install,
    build,
    ...checks,
    ['Run unit and property tests', 'run', 'unit'],
    ['Run every example', 'run', 'examples'],
    ['Run one suite on every host', 'run', 'conformance'],
    // No figures: it shows that the benchmarks still run and still see.
    ['Try the benchmarks', ...typescript, 'tools/bench/run.ts', '--quick', '--host', 'node24'],
  ],
}
const steps = commands[command]

if (!steps) fail(`Say what to run: ${Object.keys(commands).join(', ')}; found ${command ?? 'nothing'}.`)
requireNode(engines.node.replace('>=', ''))
for (const [title, ...rest] of steps) {
  if (rest[0] === typescript[0]) step(title, process.execPath, rest)
  else step(title, 'npx', ['--yes', packageManager, ...rest], quiet(title))
}

/** Set-up is of interest only when it fails. */
function quiet(title) {
  return command === 'demo' || command === 'example' || title === install[0]
}

function step(title, program, args, hideOutput = false) {
  console.log(`\n▸ ${title}`)
  const started = Date.now()
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    stdio: hideOutput ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
    shell: process.platform === 'win32',
  })
  if (error || status !== 0) {
    if (hideOutput) console.error(`${stdout ?? ''}${stderr ?? ''}`)
    fail(
      `${title} failed: ${error?.message ?? `${program} ${args.join(' ')} ended with ${status}`}`,
      status ?? 1,
    )
  }
  console.log(`  ${title}: ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

function requireNode(least) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [leastMajor, leastMinor] = least.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return
  fail(`Node ${least} or later is needed; this is ${process.versions.node}.`)
}

function fail(message, code = 1) {
  console.error(message)
  process.exit(code)
}
