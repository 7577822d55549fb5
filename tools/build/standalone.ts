// Bundles src/standalone.ts of the package in the working directory into one file, with everything that it imports, for
// hosts that cannot install packages.
import { readFileSync, writeFileSync } from 'node:fs'
import { minify as minifyFirst } from '@swc/core'
import { build } from 'esbuild'
import { minify } from 'terser'
import { define, errorLink } from './error-link.ts'

const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'))
const { outputFiles } = await build({
  entryPoints: ['src/standalone.ts'],
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  define,
  // WebCrypto, and nothing of Node.
  conditions: ['workerd', 'worker', 'browser'],
  // Otherwise the tsconfig.json of a bundled package leads from its dist back to its src.
  tsconfigRaw: {},
  logLevel: 'error',
})
// Its errors have no link: it would take 50 bytes, and the page of this file says where codes are explained.
const link = /\s*\+\s*" https:[^"]*\/errors#"\s*\+\s*code\w*\.toLowerCase\(\)/g
const bundled = (outputFiles[0]?.text ?? '').replace(link, '')
if (bundled.includes(errorLink))
  throw new Error('An error has a link in a form that standalone.ts does not know.')
// Two minifiers: what terser makes of swc's output is 2.2 % smaller than what it makes of esbuild's.
const first = await minifyFirst(bundled, {
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
