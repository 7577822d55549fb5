// Each package manager installs the tarballs into a project of its own, outside the workspace; the program runs there.
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { bun, deno, plainNode } from '@wxdp-internal/conformance/runner/programs'
import { afterAll, expect, it } from 'vitest'
import { home } from '../project.ts'
import { expected, roundTrip } from '../round-trip.ts'

const here = createRequire(import.meta.url)
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const tarballs = Object.fromEntries(
  readdirSync(join(home, 'tarballs')).map((file) => [
    // `wxdp-auth-0.0.0.tgz` of a package in the scope, `wxdp-0.0.0.tgz` of the command line.
    file.replace(/^wxdp-(.+)-\d+\.\d+\.\d+.*$/, '@wxdp/$1').replace(/^wxdp-\d.*$/, 'wxdp'),
    `file:${join(home, 'tarballs', file)}`,
  ]),
)
const program = `import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createHandler } from '@wxdp/notify'
import { createSandbox } from '@wxdp/sandbox'
${roundTrip}
console.log(await roundTrip())
`

interface Manager {
  readonly install: readonly [program: string, ...args: string[]]
  /** Runs the program; default: Node. */
  readonly run?: readonly [program: string, ...args: string[]]
  /** Runs a program of a package. */
  readonly exec?: readonly [program: string, ...args: string[]]
  readonly files?: Readonly<Record<string, string>>
}

const yarn = join(dirname(here.resolve('@yarnpkg/cli-dist/package.json')), 'bin/yarn.js')
const { packageManager } = here('../../../package.json') as { packageManager: string }
const node = plainNode()
const main = 'main.mjs'

const managers: Readonly<Record<string, Manager>> = {
  npm: { install: ['npm', 'install'], exec: ['npx', '--no-install'] },
  pnpm: {
    install: ['npx', '--yes', packageManager, 'install'],
    exec: ['npx', '--yes', packageManager, 'exec'],
    files: { 'pnpm-workspace.yaml': `overrides: ${JSON.stringify(tarballs)}\n` },
  },
  'Yarn with node_modules': {
    install: [node, yarn, 'install'],
    exec: [node, yarn],
    files: { '.yarnrc.yml': 'nodeLinker: node-modules\n' },
  },
  "Yarn with Plug'n'Play": {
    install: [node, yarn, 'install'],
    run: [node, yarn, 'node', main],
    exec: [node, yarn],
  },
  Bun: { install: [bun() ?? 'bun', 'install'], run: [bun() ?? 'bun', main] },
  'npm, then Deno': {
    install: ['npm', 'install'],
    run: [deno() ?? 'deno', 'run', '--allow-env', '--allow-read', '--no-prompt', main],
  },
}

interface Ended {
  readonly failed: boolean
  readonly output: string
}

function start([command, ...args]: readonly [string, ...string[]], cwd: string): Promise<Ended> {
  const { PATH, HOME, TMPDIR, SystemRoot, NODE_EXTRA_CA_CERTS } = process.env
  const env: NodeJS.ProcessEnv = {
    ...{ PATH, HOME, TMPDIR, SystemRoot, NODE_EXTRA_CA_CERTS, NO_COLOR: '1' },
    // Nothing but the packages, and nothing outside the project.
    ...{
      YARN_ENABLE_TELEMETRY: '0',
      YARN_ENABLE_GLOBAL_CACHE: 'false',
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    },
  }
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { cwd, env, timeout: 180_000, shell: process.platform === 'win32' },
      (error, stdout, stderr) => {
        resolve({ failed: error !== null, output: `${stdout}${stderr}` })
      },
    )
  })
}

it.for(Object.entries(managers))('%s', async ([, { install, run, exec, files }]) => {
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-consumer-'))
  folders.push(folder)
  const manifest = { private: true, type: 'module', dependencies: tarballs, resolutions: tarballs }
  const all = { 'package.json': JSON.stringify(manifest), [main]: program, ...files }
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text)
  const installed = await start(install, folder)
  expect(installed.failed, installed.output).toBe(false)
  expect(await start(run ?? [node, main], folder)).toEqual({ failed: false, output: `${expected}\n` })
  if (!exec) return
  const explained = await start([...exec, 'wxdp', 'explain', 'SIGN_ERROR'], folder)
  expect(explained).toEqual({
    failed: false,
    output: expect.stringMatching(/^SIGN_ERROR: WeChat Pay rejected/),
  })
  const shown = await start([...exec, 'wxdp', 'demo'], folder)
  expect(shown).toEqual({ failed: false, output: expect.stringMatching(/to the first verified callback/) })
})
