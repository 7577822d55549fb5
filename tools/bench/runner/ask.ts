import { join } from 'node:path'
import type { Host } from '@wxdp-internal/conformance/runner/hosts'
import { start } from '@wxdp-internal/conformance/runner/start'
import { build } from 'esbuild'

export const folder: string = join(import.meta.dirname, '..')

/** Runs the `inside` of one question on a host, in its own process. */
export async function ask<T>(host: Host, question: string, options: object, limit = 180_000): Promise<T> {
  const { report, problem } = await start<T>(host, await bundle(host, question, options), { folder, limit })
  if (report === undefined || problem !== undefined) throw new Error(problem)
  return report
}

export function programOf(host: Host): string {
  const program = host.program()
  if (program === undefined) throw new Error('not installed')
  return program
}

/** One file with the packages and the provider that the host's own tools would choose; the peers stay outside. */
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
    // Without it, the packages' own tsconfig.json leads from dist back to src.
    tsconfigRaw: {},
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join('')
}
