import { defineConfig } from 'vitest/config'

// The tools' own tests: each check and each runner finds the faults that are planted for it.
export default defineConfig({
  root: import.meta.dirname,
  test: {
    reporters: ['default', './services/reporter.ts'],
    include: ['*/test/**/*.test.ts'],
    testTimeout: 60_000,
  },
})
