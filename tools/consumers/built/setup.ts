import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setup as installOurs } from '../setup.ts'

const root = join(import.meta.dirname, '../../..')

/** Installs the packages as a user gets them, and the frameworks, which have a workspace of their own. */
export function setup(): void {
  installOurs()
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  execFileSync('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--prefer-offline'], {
    cwd: join(import.meta.dirname, '../installed'),
    stdio: 'pipe',
    shell: process.platform === 'win32',
  })
}
