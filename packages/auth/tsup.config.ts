import { defineConfig } from 'tsup'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/certificate.ts',
    'src/platform.ts',
    'src/suite.ts',
    'src/provider/provider.web.ts',
    'src/provider/provider.node.ts',
  ],
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  dts: { entry: ['src/index.ts', 'src/certificate.ts', 'src/platform.ts', 'src/suite.ts'] },
  // Which provider runs is the importing runtime's choice: package.json, "imports".
  external: ['#provider', /^node:/],
  // A door for one runtime says so: "node:crypto", not "crypto".
  removeNodeProtocol: false,
  clean: true,
})
