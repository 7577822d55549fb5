import { createHash } from 'node:crypto'
import { builtinModules } from 'node:module'
import { build, type Plugin } from 'esbuild'
import type { Host } from './hosts.ts'

export interface Bundle {
  readonly code: string
  /** Short name of its bytes. */
  readonly digest: string
}

/** Bundles a suite as a host's own tools would resolve it, with the provider that this host is to get. */
export async function bundle(
  host: Pick<Host, 'provider' | 'conditions'>,
  entry: string,
  plugins: Plugin[] = [],
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'neutral',
    // sm-crypto-v2 has no "exports": neutral alone would find no file of it.
    mainFields: ['module', 'main'],
    format: host.provider === 'node' ? 'esm' : 'iife',
    target: 'es2022',
    conditions: [...host.conditions],
    // Left in, so that a provider that is not this host's is seen below rather than by the bundler.
    external: ['node:*', ...builtinModules],
    metafile: true,
    // Else the packages' own tsconfig.json would lead from dist back to src.
    tsconfigRaw: {},
    logLevel: 'error',
    plugins,
  })
  const code = outputFiles.map(({ text }) => text).join('')
  // sm-crypto-v2 would import Node's crypto where the global is missing. No host does without: one that came to
  // that line would fail there.
  const imported = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.filter(({ kind }) => kind !== 'dynamic-import'))
    .map(({ path }) => path)
  const wanted = host.provider === 'node' ? ['crypto'] : []
  const names = new Set(imported.map((path) => path.replace('node:', '')))
  if (String([...names]) !== String(wanted)) {
    const found = imported.join(', ') || 'nothing'
    throw new Error(`[${host.conditions}] is to get the ${host.provider} provider, but imports ${found}.`)
  }
  return { code, digest: createHash('sha256').update(code).digest('hex').slice(0, 12) }
}
