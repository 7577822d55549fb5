// A user's bundle for an edge runtime, minified, all dependencies in.
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
    // node: is left in, so that the check finds it rather than the bundler.
    external: ['node:*'],
    legalComments: 'none',
    logLevel: 'error',
    // Else the packages' own tsconfig.json would lead it from dist back to src.
    tsconfigRaw: {},
  })
  return outputFiles.map(({ text }) => text).join('\n')
}
