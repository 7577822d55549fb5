import { defineConfig } from 'vitest/config'

const source = (path: string): string => new URL(`./packages/${path}`, import.meta.url).pathname

// Every test runs twice: once on each provider of cryptography. Sources, not builds; the builds are run by
// the conformance suite and the examples.
const project = (provider: 'node' | 'web') => ({
  resolve: {
    alias: [
      { find: '#provider', replacement: source(`auth/src/provider/provider.${provider}.ts`) },
      { find: /^@wxdp\/([a-z-]+)$/, replacement: source('$1/src/index.ts') },
      { find: /^@wxdp\/([a-z-]+)\/([a-z-]+)$/, replacement: source('$1/src/$2.ts') },
    ],
  },
  test: {
    name: `${provider} provider`,
    include: ['packages/*/test/**/*.test.ts'],
    env: { WXDP_PROVIDER: provider },
    // A busy machine is no fault of the code.
    testTimeout: 60_000,
  },
})

export default defineConfig({
  test: {
    reporters: ['default', './tools/services/reporter.ts'],
    projects: [project('node'), project('web')],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: {
        'packages/auth/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
        'packages/auth-sm/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
        'packages/core/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
        'packages/fetch/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
        'packages/notify/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
      },
    },
  },
})
