import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import unit from '../../vitest.config.ts'

const setup = fileURLToPath(new URL('./setup.ts', import.meta.url))
const name = process.env.WXDP_MUTATED ?? '*'
/** Folders of tests; all, if only the package is named. */
const room = process.env.WXDP_MUTATION_TESTS || '**'

// The package's own unit tests; what tests of other packages would notice does not count. Both providers for auth, which
// contains them; otherwise the one of node:crypto. Without coverage: Stryker measures its own.
const projects = (unit.test?.projects ?? [])
  .flatMap((project) => (typeof project === 'object' && 'test' in project ? [project] : []))
  .filter(({ test }) => name === 'auth' || test?.env?.WXDP_PROVIDER === 'node')
  .map((project) => ({
    ...project,
    test: {
      ...project.test,
      // A mutant that runs while a file is loaded needs the file loaded again.
      isolate: true,
      setupFiles: [...[project.test?.setupFiles ?? []].flat(), setup],
      include: [`packages/${name}/test/${room}/**/*.test.ts`],
      // Starts processes, in which no mutant is active.
      exclude: ['packages/notify/test/inbox/faults.test.ts'],
    },
  }))
export default defineConfig({ ...unit, test: { ...unit.test, projects, coverage: { enabled: false } } })
