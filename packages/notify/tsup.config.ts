import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/durable-object.ts', 'src/node.ts', 'src/redis.ts', 'src/worker.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  tsconfig: 'tsconfig.node.json',
  dts: true,
  external: [/^node:/],
  // Keeps the prefix: "node:http", not "http".
  removeNodeProtocol: false,
  // Private: bundled, never a dependency.
  noExternal: ['@wxdp/bounds'],
  clean: true,
})
