import { createHash } from 'node:crypto'
import { builtinModules } from 'node:module'
import { build, type Plugin } from 'esbuild'
import type { Host } from './hosts.ts'

export interface Bundle {
  readonly code: string
  /** Short SHA-256 of its bytes. */
  readonly digest: string
}

/** Bundles a suite as a host's own tools would resolve it, and checks which provider it contains. */
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
    // sm-crypto-v2 has no "exports": `neutral` alone finds no file of it.
    mainFields: ['module', 'main'],
    format: host.provider === 'node' ? 'esm' : 'iife',
    target: 'es2022',
    conditions: [...host.conditions],
    // Kept as imports, so that the check below sees a wrong provider.
    external: ['node:*', ...builtinModules],
    metafile: true,
    // Without it, the packages' own tsconfig.json leads from dist back to src.
    tsconfigRaw: {},
    logLevel: 'silent',
    plugins,
  })
  const code = outputFiles.map(({ text }) => text).join('')
  // sm-crypto-v2 imports Node's crypto dynamically if there is no global one. Every host has the global.
  const imported = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.filter(({ kind }) => kind !== 'dynamic-import'))
    .map(({ path }) => path)
  const expected = host.provider === 'node' ? ['crypto'] : []
  const names = new Set(imported.map((path) => path.replace('node:', '')))
  if (String([...names]) !== String(expected)) {
    const found = imported.join(', ') || 'nothing'
    throw new Error(`[${host.conditions}] imports ${found}; expected the ${host.provider} provider.`)
  }
  return { code, digest: createHash('sha256').update(code).digest('hex').slice(0, 12) }
}
