import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const edgeWorker = new URL('../../../examples/edge/worker.ts', import.meta.url)

/** Bundles the worker with the conditions of its platform, and without Node's modules. */
export async function bundleWorker(
  options: {
    readonly format: 'esm' | 'iife'
    readonly conditions: readonly string[]
  },
  worker: URL = edgeWorker,
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(worker)],
    bundle: true,
    write: false,
    platform: 'neutral',
    target: 'es2022',
    format: options.format,
    globalName: 'worker',
    conditions: [...options.conditions],
    // The paths in a package's tsconfig.json would lead from what is built back to the sources.
    tsconfigRaw: {},
    logLevel: 'silent',
  })
  return outputFiles.map(({ text }) => text).join('')
}

export const workerd = { format: 'esm', conditions: ['workerd', 'worker', 'browser'] } as const
export const edgeVm = { format: 'iife', conditions: ['edge-light'] } as const
