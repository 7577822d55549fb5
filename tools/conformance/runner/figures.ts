import type { Run } from './run-host.ts'

/** One line that says how much was run, of what, and how it went. */
export function figures(runs: readonly Run[], faults: number): string {
  const outcomes = runs.flatMap(({ report }) => report?.outcomes ?? [])
  const cases = outcomes.filter(({ group }) => group !== 'canary')
  const each = Math.max(0, ...runs.map(({ report }) => (report?.outcomes.length ?? 1) - 1))
  const passed = cases.filter(({ ok }) => ok).length
  const bitten = outcomes.filter(({ group, ok }) => group === 'canary' && !ok).length
  const seconds = (runs.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(1)
  const bytes = [...new Map(runs.map(({ host, digest }) => [host.provider, digest]))]
  return [
    `${runs.filter(({ report }) => report).length} of ${runs.length} hosts reported`,
    `${passed} of ${each * runs.length} cases passed (${each} a host)`,
    `${bitten} canaries bit`,
    `${faults} faults`,
    `bundles ${bytes.map(([provider, digest]) => `${provider} ${digest}`).join(', ')}`,
    `${seconds} s`,
  ].join('; ')
}
