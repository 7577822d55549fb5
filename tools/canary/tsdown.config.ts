// What tools/build/tsup.config.ts says, for tsdown. The canary builds with it, in a copy.
import { readFileSync } from 'node:fs'

type Targets = Readonly<Record<string, string | Readonly<Record<string, string>>>>

const {
  exports,
  imports = {},
  bin = {},
} = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Targets; imports?: Targets; bin?: Targets }
const built = [exports, imports, bin]
  .flatMap((targets) => Object.values(targets))
  .flatMap((target) => (typeof target === 'string' ? target : Object.values(target)))
  .filter((file) => /^\.\/dist\/(?!standalone\.|page\/page-assets\.).*\.js$/.test(file))
const nameOf = (file: string): string => file.replace('./dist/', '').replace(/\.js$/, '')

export default {
  cwd: process.cwd(),
  entry: Object.fromEntries(built.map((file) => [nameOf(file), `src/${nameOf(file)}.ts`])),
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  sourcemap: true,
  // The compiler writes the declarations.
  dts: false,
  clean: false,
  fixedExtension: false,
  deps: { neverBundle: [/^#/, /^node:/], alwaysBundle: ['@wxdp/bounds'] },
  outputOptions: { chunkFileNames: 'shared/[name].js' },
}
