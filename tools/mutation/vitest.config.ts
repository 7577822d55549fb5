import { defineConfig } from 'vitest/config'
import unit from '../../vitest.config.ts'

const setupFiles = [new URL('./setup.ts', import.meta.url).pathname]
const name = process.env.WXDP_MUTATED ?? '*'

// The package's own unit tests as they are: what another package's tests would notice besides does not count.
// Without coverage: Stryker has its own.
const projects = (unit.test?.projects ?? []).map((project) =>
  typeof project === 'object' && 'test' in project
    ? { ...project, test: { ...project.test, setupFiles, include: [`packages/${name}/test/**/*.test.ts`] } }
    : project,
)
export default defineConfig({ ...unit, test: { ...unit.test, projects, coverage: { enabled: false } } })
