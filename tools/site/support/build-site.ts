import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..', '..', '..')

/**
 * Builds the site by its own command.
 *
 * @throws {Error} With what the command printed, if it fails.
 */
export async function buildSite(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  const args = ['node_modules/vitepress/bin/vitepress.js', 'build', '--outDir', folder]
  await promisify(execFile)(process.execPath, args, {
    cwd: join(root, 'docs'),
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 26,
  }).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}\n${error.stderr}`)
  })
}
