import { defineConfig } from 'vitest/config'
import unit from '../../vitest.config.ts'

const setupFiles = [new URL('./setup.ts', import.meta.url).pathname]
const name = process.env.WXDP_MUTATED ?? '*'

// The package's own unit tests as they are: what another package's tests would notice besides does not count. On both
// providers where they are what is changed; else on that of node:crypto. Without coverage: Stryker has its own.
const projects = (unit.test?.projects ?? [])
  .flatMap((project) => (typeof project === 'object' && 'test' in project ? [project] : []))
  .filter(({ test }) => name === 'auth' || test?.env?.WXDP_PROVIDER === 'node')
  .map((project) => ({
    ...project,
    test: {
      ...project.test,
      setupFiles,
      include: [`packages/${name}/test/**/*.test.ts`],
      // Its processes run sources that no mutant is switched on in.
      exclude: ['packages/notify/test/inbox-faults.test.ts'],
    },
  }))
export default defineConfig({ ...unit, test: { ...unit.test, projects, coverage: { enabled: false } } })
