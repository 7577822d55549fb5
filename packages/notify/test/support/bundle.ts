import { renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * Bundles a program of this folder, because processes that compile their sources are slow to start.
 *
 * @param name The file's name, without its ending.
 * @param external The packages that it loads from `node_modules`.
 * @param conditions Those of the runtime, if it is not Node.
 * @returns The path of the bundle.
 */
export async function bundle(name: string, external: string[], conditions?: string[]): Promise<string> {
  // Node resolves the packages that it imports from here.
  const outfile = here(`../../node_modules/.cache/wxdp/${name}.mjs`)
  // Test files run in parallel: none may load what another has half written.
  const draft = `${outfile}.${crypto.randomUUID()}.mjs`
  await build({
    entryPoints: [here(`${name}.ts`)],
    outfile: draft,
    bundle: true,
    define: { ERROR_LINK: JSON.stringify(ERROR_LINK) },
    platform: conditions ? 'neutral' : 'node',
    ...(conditions && { conditions }),
    target: 'node20',
    format: 'esm',
    external,
    alias: {
      '@wxdp/notify': here('../../src/index.ts'),
      '@wxdp/notify/bullmq': here('../../src/bullmq.ts'),
      '@wxdp/notify/node': here('../../src/node.ts'),
      '@wxdp/notify/redis': here('../../src/redis.ts'),
      '@wxdp/notify/sql': here('../../src/sql.ts'),
      '@wxdp/notify/deno-kv': here('../../src/deno-kv.ts'),
    },
    tsconfigRaw: {},
    logLevel: 'silent',
  })
  renameSync(draft, outfile)
  return outfile
}
