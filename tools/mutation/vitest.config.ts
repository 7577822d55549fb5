import { defineConfig } from 'vitest/config'
import unit from '../../vitest.config.ts'

// The unit tests as they are, without coverage: Stryker has its own.
export default defineConfig({ ...unit, test: { ...unit.test, coverage: { enabled: false } } })
