// Bundles src/standalone.ts of the package in the working directory into one file, with everything that it imports, for
// hosts that cannot install packages.
import { readFileSync, writeFileSync } from 'node:fs'
import { minify as minifyFirst } from '@swc/core'
import { build } from 'esbuild'
import { minify } from 'terser'

const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'))
const { outputFiles } = await build({
  entryPoints: ['src/standalone.ts'],
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  // WebCrypto, and nothing of Node.
  conditions: ['workerd', 'worker', 'browser'],
  // Otherwise the tsconfig.json of a bundled package leads from its dist back to its src.
  tsconfigRaw: {},
  logLevel: 'error',
})
// Two minifiers: what terser makes of swc's output is 2.2 % smaller than what it makes of esbuild's.
const first = await minifyFirst(outputFiles[0]?.text ?? '', {
  module: true,
  ecma: 2022,
  compress: { passes: 4, toplevel: true },
  mangle: { toplevel: true },
})
const { code = '' } = await minify(first.code, {
  module: true,
  ecma: 2020,
  compress: { passes: 3 },
  format: { preamble: `// ${name} ${version}, ${license}` },
})
writeFileSync('dist/standalone.js', code)
