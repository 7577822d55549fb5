import type { Reporter, TestModule } from 'vitest/node'

/** Names, in the last lines, the test files that were not run because the machine lacks something. */
export default class NotRunReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = new Map<string, Set<string>>()
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const result = test.result()
        const reason = result.state === 'skipped' ? result.note : undefined
        if (reason) files.set(reason, (files.get(reason) ?? new Set()).add(module.relativeModuleId))
      }
    }
    if (files.size === 0) return
    const lines = [...files].map(([reason, names]) => `Not run, because ${reason}: ${[...names].join(', ')}`)
    // At exit, so that it comes after the coverage table.
    process.once('exit', () => console.log(`\n${lines.join('\n')}`))
  }
}
