// Builds and tests a copy of the repository with what comes next: TypeScript, the bundler, Node. Nothing here changes.
//
//   pnpm canary [typescript | bundler | node] …      all, or some
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parts, type Step } from './parts.ts'

const root = join(import.meta.dirname, '../..')
const named = process.argv.slice(2)
const unknown = named.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; the parts are ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

const rows: string[] = []
for (const [name, part] of Object.entries(parts)) {
  if (named.length > 0 && !named.includes(name)) continue
  const copy = mkdtempSync(join(tmpdir(), `wxdp-canary-${name}-`))
  try {
    copyTo(copy)
    const { title, steps } = part({ copy, newest })
    for (const step of steps) {
      const failed = run(copy, step)
      rows.push(`${failed === undefined ? 'ok  ' : 'FAIL'} ${title}: ${step.title}`)
      console.log(`${rows.at(-1)}${failed === undefined ? '' : `\n${failed.replace(/^/gm, '     ')}`}`)
      if (failed !== undefined) process.exitCode = 1
      // Without what it installs and builds, the rest says nothing.
      if (failed !== undefined && step.isNeeded) break
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
console.log(`\n${rows.join('\n')}`)

/** What is tracked, as it is in the working tree. */
function copyTo(folder: string): void {
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  for (const file of stdout.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  // Checks list the files that git knows.
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
  ])
    spawnSync('git', args, { cwd: folder })
}

/** The newest version of a package: that of the first of these tags that it has. */
function newest(name: string, tags: readonly string[] = ['next', 'latest']): string {
  const { stdout } = spawnSync('npm', ['view', name, 'dist-tags', '--json'], { encoding: 'utf8' })
  const found = JSON.parse(stdout || '{}') as Record<string, string>
  const version = tags.map((tag) => found[tag]).find(Boolean)
  if (!version) throw new Error(`${name} has none of the tags ${tags.join(', ')}.`)
  return version
}

/** @returns The last lines of a step that failed; undefined if it did not. */
function run(cwd: string, { command, env }: Step): string | undefined {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { status, stdout, stderr } = spawnSync('npx', ['--yes', packageManager, ...command], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...env },
    shell: process.platform === 'win32',
  })
  writeFileSync(join(cwd, 'canary.log'), `${stdout}${stderr}`)
  return status === 0 ? undefined : `${stdout}\n${stderr}`.trim().split('\n').slice(-25).join('\n')
}
