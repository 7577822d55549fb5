import { defineConfig } from 'vitest/config'

// Every example against the sandbox, on its real runtime. What is built is run, through the packages' own exports.
export default defineConfig({
  root: import.meta.dirname,
  test: {
    reporters: ['default', '../tools/services/reporter.ts'],
    include: ['*/test/**/*.test.ts'],
    testTimeout: 60_000,
  },
})
