// Bundles the page in browser/ of the package in the working directory into one module of strings, so that whatever
// serves the page needs no file system.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

/** What the script contains of others. Their licence wants its text to go along. */
const bundled = ['preact', '@preact/signals']

const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'))
const { outputFiles } = await build({
  entryPoints: { page: 'browser/main.tsx', style: 'browser/page.css' },
  outdir: 'dist/page',
  bundle: true,
  write: false,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // Otherwise the tsconfig.json of a bundled package leads from its dist back to its src.
  tsconfigRaw: {},
  banner: { js: `/*! ${name} ${version}, ${license}\n\n${bundled.map(noticeOf).join('\n\n')}\n*/` },
  logLevel: 'error',
})
const built = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
const strings = {
  html: readFileSync('browser/index.html', 'utf8'),
  script: built('.js'),
  style: built('.css'),
  icon: readFileSync('browser/icon.svg', 'utf8'),
}
mkdirSync('dist/page', { recursive: true })
writeFileSync(
  'dist/page/page-assets.js',
  Object.entries(strings)
    .map(([key, text]) => `export const ${key} = ${JSON.stringify(text)}\n`)
    .join(''),
)

function noticeOf(dependency: string): string {
  return `${dependency}:\n${readFileSync(`node_modules/${dependency}/LICENSE`, 'utf8').trim()}`
}
