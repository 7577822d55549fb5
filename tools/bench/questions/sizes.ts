import { gzipSync } from 'node:zlib'
import { bundle } from '@wxdp-internal/checks/bundle'
import { budgets } from '@wxdp-internal/checks/sizes'
import { build } from 'esbuild'

/** What a user of each peer imports to call and to receive: it has no smaller entry point. */
const peers: Readonly<Record<string, string>> = {
  'wechatpay-axios-plugin 0.9.6': "export { Wechatpay, Rsa, Aes, Formatter } from 'wechatpay-axios-plugin'",
  'wechatpay-node-v3 2.2.1': "export { default } from 'wechatpay-node-v3'",
}

export interface Size {
  readonly name: string
  readonly kB: number
  /** What it needs of Node, which an edge runtime may not have. */
  readonly builtins: number
}

/** The bundles of the budgets, then those of the peers, all minified by esbuild with their dependencies, then gzipped. */
export async function measureSizes(): Promise<Size[]> {
  const ours = Object.entries(budgets).map(async ([name, { entry }]): Promise<Size> => {
    return { name, kB: kilobytes(await bundle(entry.join('\n'))), builtins: 0 }
  })
  return Promise.all([...ours, ...Object.entries(peers).map(([name, entry]) => sizeOfPeer(name, entry))])
}

async function sizeOfPeer(name: string, contents: string): Promise<Size> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    metafile: true,
    legalComments: 'none',
    logLevel: 'error',
  })
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports)
  const builtins = new Set(imported.map(({ path }) => path.replace('node:', ''))).size
  return { name, kB: kilobytes(outputFiles.map(({ text }) => text).join('')), builtins }
}

function kilobytes(code: string): number {
  return gzipSync(code, { level: 9 }).length / 1000
}
