// A copy of the repository, so that a rehearsal changes nothing in it.
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { published } from '@wxdp-internal/services/tarballs'

const run = promisify(execFile)

export const root: string = join(import.meta.dirname, '../..')

export interface Workspace {
  readonly folder: string
  /** Runs pnpm in it, and returns what it prints. */
  pnpm(...args: string[]): Promise<string>
  write(path: string, content: string): void
  read(path: string): string
}

/** @param folder A folder of the workspace's root, such as the repository itself. */
export function workspaceIn(folder: string): Workspace {
  const { packageManager } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return {
    folder,
    async pnpm(...args) {
      const { stdout } = await run('npx', ['--yes', packageManager, ...args], {
        cwd: folder,
        env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
        shell: process.platform === 'win32',
      })
      return stdout
    },
    write: (path, content) => writeFileSync(join(folder, path), content),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
  }
}

/** Copies what git knows or would add, installs and builds it. */
export async function copyWorkspace(folder: string): Promise<Workspace> {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const path of listed.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(root, path), join(folder, path))
  }
  const copy = workspaceIn(folder)
  await copy.pnpm('install', '--frozen-lockfile', '--prefer-offline')
  await copy.pnpm('run', 'build', '--output-logs=errors-only')
  return copy
}

/** Packs what is published, as it is published. Returns the paths of the tarballs by their names. */
export async function pack({ pnpm }: Workspace, target: string): Promise<Readonly<Record<string, string>>> {
  mkdirSync(target, { recursive: true })
  await pnpm('--recursive', ...published, 'pack', '--pack-destination', target)
  return Object.fromEntries(readdirSync(target).map((tarball) => [tarball, join(target, tarball)]))
}

/** SHA-256 of each tarball. */
export function digestsOf(tarballs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(tarballs).map(([name, path]) => [
      name,
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  )
}
