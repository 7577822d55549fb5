// Installs the packages as a user gets them: packed, and unpacked where a program finds them.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** The flags with which pnpm takes what is published, and nothing else. */
export const published: readonly string[] = ['--filter', './packages/*', '--filter', '!@wxdp/bounds']

/** @param home A folder of its own: it gets `tarballs` and `node_modules`. */
export function installTarballs(home: string): void {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(join(home, 'tarballs'), { recursive: true })
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const pack = ['--recursive', ...published, 'pack', '--pack-destination', join(home, 'tarballs')]
  execFileSync('npx', ['--yes', packageManager, ...pack], {
    cwd: root,
    stdio: 'pipe',
    shell: process.platform === 'win32',
  })
  for (const tarball of readdirSync(join(home, 'tarballs'))) unpack(home, tarball)
}

function unpack(home: string, tarball: string): void {
  // `wxdp-auth-0.0.0.tgz` of a package in the scope, `wxdp-0.0.0.tgz` of the command line.
  const [, scoped] = /^wxdp-(.+)-\d+\.\d+\.\d+.*\.tgz$/.exec(tarball) ?? []
  const place = scoped === undefined ? 'node_modules/wxdp' : `node_modules/@wxdp/${scoped}`
  const folder = join(home, place)
  mkdirSync(folder, { recursive: true })
  // Relative paths: the tar of Windows takes the colon of a drive for a host.
  execFileSync('tar', ['-xzf', join('tarballs', tarball), '-C', place, '--strip-components=1'], {
    cwd: home,
  })
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(dependencies)) {
    if (!dependency.startsWith('@wxdp/')) link(home, dependency, join(root, 'packages', scoped ?? 'wxdp'))
  }
}

/** Links a dependency to where pnpm has installed it. */
function link(home: string, dependency: string, user: string): void {
  const target = join(home, 'node_modules', dependency)
  mkdirSync(dirname(target), { recursive: true })
  rmSync(target, { recursive: true, force: true })
  symlinkSync(realpathSync(join(user, 'node_modules', dependency)), target, 'junction')
}
