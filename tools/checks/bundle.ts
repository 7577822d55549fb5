// Bundles code as a user does for an edge runtime: minified, with all dependencies.
import { build } from 'esbuild'

export async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    // Keeps imports of node:, so that the check reports them and the bundler does not fail.
    external: ['node:*'],
    legalComments: 'none',
    logLevel: 'error',
    // Ignores the `paths` of the packages' own tsconfig.json, which lead from dist to src.
    tsconfigRaw: {},
  })
  return outputFiles.map(({ text }) => text).join('\n')
}
