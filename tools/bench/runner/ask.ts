import { join } from 'node:path'
import { build } from 'esbuild'
import type { Host } from '../../conformance/runner/hosts.ts'
import { start } from '../../conformance/runner/start.ts'

export const folder: string = join(import.meta.dirname, '..')

/** Runs one question's `inside` on a host, in a process of its own. */
export async function ask<T>(host: Host, question: string, options: object, limit = 180_000): Promise<T> {
  const { report, problem } = await start<T>(host, await bundle(host, question, options), { folder, limit })
  if (report === undefined || problem !== undefined) throw new Error(problem)
  return report
}

/**
 * Every host gets the packages in one file, with the provider that its own tools would choose of the installed ones;
 * the peers stay where they are.
 */
async function bundle(host: Host, question: string, options: object): Promise<string> {
  const contents = `import { inside } from './questions/${question}.ts'
globalThis.report = () => inside(${JSON.stringify(options)})`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'neutral',
    format: 'esm',
    target: 'es2022',
    conditions: [...host.conditions],
    external: ['node:*', 'wechatpay-*'],
    // Else the packages' own tsconfig.json would lead from dist back to src.
    tsconfigRaw: {},
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join('')
}
