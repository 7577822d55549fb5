import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..', '..', '..')

/**
 * Builds the site as its command does.
 *
 * @throws {Error} With what was printed, if that fails.
 */
export async function buildSite(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  await run(root, ['--import', 'tsx', 'docs/.vitepress/api/generate.ts'], env)
  await run(join(root, 'docs'), ['node_modules/vitepress/bin/vitepress.js', 'build', '--outDir', folder], env)
}

async function run(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 }
  await promisify(execFile)(process.execPath, args, options).catch(
    (error: { stdout: string; stderr: string }) => {
      throw new Error(`${error.stdout}\n${error.stderr}`)
    },
  )
}
