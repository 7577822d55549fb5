import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { define } from './tools/build/error-link.ts'

const source = (path: string): string => fileURLToPath(new URL(`./packages/${path}`, import.meta.url))

// Tests run the sources; the conformance suite and the examples run the builds.
const project = (provider: 'node' | 'web', include: string[]) => ({
  define,
  resolve: {
    alias: [
      { find: '#provider', replacement: source(`auth/src/provider/provider.${provider}.ts`) },
      { find: /^@wxdp\/([a-z-]+)$/, replacement: source('$1/src/index.ts') },
      { find: /^@wxdp\/([a-z-]+)\/([a-z-]+)$/, replacement: source('$1/src/$2.ts') },
      { find: /^@wxdp\/([a-z-]+)\/([a-z-]+)\/([a-z-]+)$/, replacement: source('$1/src/$2-$3.ts') },
    ],
  },
  test: {
    name: `${provider} provider`,
    include,
    // `pnpm mysql` alone runs these.
    exclude: process.env.WXDP_MYSQL ? [] : ['packages/notify/test/mysql/**'],
    env: { WXDP_PROVIDER: provider },
    // Files share a process, which halves the processor time. vitest.setup.ts restores what tests replace.
    isolate: false,
    setupFiles: fileURLToPath(new URL('./vitest.setup.ts', import.meta.url)),
    // Allows for a busy machine.
    testTimeout: 60_000,
  },
})

const projects = [
  project('node', ['packages/*/test/**/*.test.ts']),
  // The packages that call the provider, and the tests whose order depends on WebCrypto being asynchronous. The
  // conformance suite runs everything with this provider on four hosts.
  project('web', [
    'packages/auth{,-sm}/test/**/*.test.ts',
    'packages/fetch/test/**/client.test.ts',
    'packages/notify/test/**/{handler,receiver}.test.ts',
  ]),
]

export default defineConfig({
  test: {
    reporters: ['default', './tools/services/reporter.ts'],
    // By default, one processor is left idle.
    maxWorkers: '100%',
    projects,
    coverage: {
      provider: 'v8',
      // Without packages/sandbox/browser: it runs in Chromium, where tools/page uses every part of it.
      include: ['packages/*/src/**/*.ts'],
      reporter: ['text', 'json-summary'],
      // What is not covered matters most when a test fails, too.
      reportOnFailure: true,
      thresholds: {
        'packages/auth/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
        'packages/auth-sm/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
        'packages/core/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
        'packages/fetch/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
        'packages/notify/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
        'packages/sandbox/src/**': { branches: 100, functions: 100, lines: 100, statements: 100 },
        // Tests also run the built program in processes of its own, which are not counted.
        'packages/wxdp/src/**': { branches: 80, functions: 90, lines: 90, statements: 90 },
      },
    },
  },
})
