import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/certificates.ts', 'src/limiter.ts', 'src/reconcile.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  // Private: bundled, never a dependency.
  noExternal: ['@wxdp/bounds'],
  clean: true,
})
