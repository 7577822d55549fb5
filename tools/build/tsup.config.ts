// Bundles the package in the working directory. Its package.json lists the entry points, the files behind `imports`, and
// the programs. The compiler writes the declarations: packages/tsconfig.build.json.
import { readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'
import { define } from './error-link.ts'
import { nameChunks } from './name-chunks.ts'

type Targets = Readonly<Record<string, string | Readonly<Record<string, string>>>>

const {
  exports,
  imports = {},
  bin = {},
} = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Targets
  imports?: Targets
  bin?: Targets
}
const built = [exports, imports, bin]
  .flatMap((targets) => Object.values(targets))
  .flatMap((target) => (typeof target === 'string' ? target : Object.values(target)))
  // standalone.ts and page.ts make the files of these names.
  .filter((file) => /^\.\/dist\/(?!standalone\.|page\/page-assets\.).*\.js$/.test(file))

export default defineConfig({
  entry: [...new Set(built)].map((file) => file.replace('./dist/', 'src/').replace(/js$/, 'ts')),
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  sourcemap: true,
  define,
  // The runtime of the user chooses among the files behind `imports`.
  external: [/^#/, /^node:/],
  // Keeps the prefix: "node:http", not "http".
  removeNodeProtocol: false,
  // Private: bundled, never a dependency.
  noExternal: ['@wxdp/bounds'],
  // Keeps the output of the compiler.
  clean: ['!**/*.d.ts', '!**/*.d.ts.map', '!*.tsbuildinfo'],
  esbuildOptions(options) {
    options.outbase = 'src'
    options.chunkNames = 'shared/[hash]'
  },
  esbuildPlugins: [nameChunks],
})
