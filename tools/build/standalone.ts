// Bundles src/standalone.ts of the package in the working directory into one file, with everything that it imports, for
// hosts that cannot install packages.
import { readFileSync, writeFileSync } from 'node:fs'
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
const { code = '' } = await minify(outputFiles[0]?.text ?? '', {
  module: true,
  ecma: 2020,
  compress: { passes: 3 },
  format: { preamble: `// ${name} ${version}, ${license}` },
})
writeFileSync('dist/standalone.js', code)
