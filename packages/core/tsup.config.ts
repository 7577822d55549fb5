import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/partner.ts', 'src/brand.ts', 'src/security.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  clean: true,
  plugins: [
    {
      // Entries import some chunks for their side effects, which they have not; users' bundlers would warn of it.
      name: 'no-bare-imports',
      renderChunk: (code) => ({ code: code.replace(/^import ["']\.\/chunk-\w+\.js["'];\n/gm, '') }),
    },
  ],
})
