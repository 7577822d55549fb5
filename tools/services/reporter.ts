import type { Reporter, TestModule } from 'vitest/node'

/** Names in the last lines what was not run for want of a part of the machine. */
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
    const lines = [...files].map(([reason, names]) => `Not run, since ${reason}: ${[...names].join(', ')}`)
    // After the table of coverage, too.
    process.once('exit', () => console.log(`\n${lines.join('\n')}`))
  }
}
