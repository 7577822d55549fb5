import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/node.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  tsconfig: 'tsconfig.node.json',
  dts: true,
  external: [/^node:/],
  // A door for one runtime says so: "node:crypto", not "crypto".
  removeNodeProtocol: false,
  // Private: bundled, never a dependency.
  noExternal: ['@wxdp/bounds'],
  clean: true,
})
