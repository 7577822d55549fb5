// Writes the start of a task as a project of its own, which installs the packages as they are packed.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { published } from '@wxdp-internal/services/tarballs'
import { home } from './tasks.ts'

const root = join(home, '../..')
/** What a task may use besides the packages. */
const others = ['express', 'fastify', 'valibot']

/** @param folder Must be empty or absent. */
export function prepare(task: string, folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`)
  mkdirSync(join(folder, 'packages'), { recursive: true })
  cpSync(join(home, task, 'start'), folder, { recursive: true })
  for (const file of ['task.md', 'task.zh.md']) cpSync(join(home, task, file), join(folder, file))
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const pack = ['--recursive', ...published, 'pack', '--pack-destination', join(folder, 'packages')]
  execFileSync('npx', ['--yes', packageManager, ...pack], {
    cwd: root,
    stdio: 'pipe',
    shell: process.platform === 'win32',
  })
  const packed = readdirSync(join(folder, 'packages')).map((file) => {
    const [, scoped] = /^wxdp-(.+)-\d+\.\d+\.\d+.*\.tgz$/.exec(file) ?? []
    return [scoped === undefined ? 'wxdp' : `@wxdp/${scoped}`, `file:packages/${file}`] as const
  })
  const versions = others.map((name) => {
    const manifest = readFileSync(join(home, 'node_modules', name, 'package.json'), 'utf8')
    return [name, JSON.parse(manifest).version as string] as const
  })
  const manifest = {
    name: task,
    private: true,
    type: 'module',
    dependencies: Object.fromEntries([...packed, ...versions]),
    // The packages depend on each other by version; these are not published.
    overrides: Object.fromEntries(packed),
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}
