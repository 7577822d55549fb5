import { defineConfig } from 'vitest/config'

const project = (name: string, include: string[]) => ({
  test: { name, include, exclude: ['**/node_modules/**'], testTimeout: 60_000 },
})

// What is built is run, through the packages' own exports.
export default defineConfig({
  test: {
    reporters: ['default', './tools/services/reporter.ts'],
    // By default, one processor is left idle.
    maxWorkers: '100%',
    projects: [
      // Each check and each runner finds the faults that are planted for it.
      project('tools', ['tools/!(try|consumers|release|site)/test/**/*.test.ts']),
      // The documentation's site, as it is built.
      {
        test: {
          ...project('site', ['tools/site/test/**/*.test.ts']).test,
          globalSetup: 'tools/site/setup.ts',
        },
      },
      // Small projects that install the packages as users do.
      {
        test: {
          ...project('consumers', ['tools/consumers/test/**/*.test.ts']).test,
          globalSetup: 'tools/consumers/setup.ts',
          testTimeout: 200_000,
        },
      },
      // Fresh applications of the frameworks that are built first. `npm test` leaves them out: their packages are large.
      {
        test: {
          ...project('frameworks', ['tools/consumers/built/*.test.ts']).test,
          globalSetup: 'tools/consumers/built/setup.ts',
          testTimeout: 200_000,
        },
      },
      // A release from the changesets to the user. `npm test` leaves it out: it installs and builds a copy of all this.
      project('release', ['tools/release/test/*.test.ts']),
      // Every example against the sandbox, on its real runtime.
      project('examples', ['tools/try/test/**/*.test.ts', 'examples/*/test/**/*.test.ts']),
    ],
  },
})
