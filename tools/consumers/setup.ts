// Installs the packages as a user gets them: packed, and unpacked where every project of the tests finds them.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { home } from './project.ts'

const root = join(import.meta.dirname, '../..')

export function setup(): void {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(join(home, 'tarballs'), { recursive: true })
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const filters = ['--filter', './packages/*', '--filter', '!@wxdp/bounds']
  const pack = ['--recursive', ...filters, 'pack', '--pack-destination', join(home, 'tarballs')]
  execFileSync('npx', ['--yes', packageManager, ...pack], {
    cwd: root,
    stdio: 'pipe',
    shell: process.platform === 'win32',
  })
  for (const tarball of readdirSync(join(home, 'tarballs'))) unpack(join(home, 'tarballs', tarball))
}

function unpack(tarball: string): void {
  const name = /wxdp-(.+)-\d+\.\d+\.\d+.*\.tgz$/.exec(tarball)?.[1] ?? ''
  const folder = join(home, 'node_modules/@wxdp', name)
  mkdirSync(folder, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(dependencies)) {
    if (!dependency.startsWith('@wxdp/')) link(dependency, join(root, 'packages', name))
  }
}

/** Links a dependency to where pnpm has installed it. */
function link(dependency: string, user: string): void {
  const target = join(home, 'node_modules', dependency)
  mkdirSync(dirname(target), { recursive: true })
  rmSync(target, { recursive: true, force: true })
  symlinkSync(realpathSync(join(user, 'node_modules', dependency)), target, 'junction')
}
