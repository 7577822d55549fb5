import type { Outcome } from '../harness/run-all.ts'
import type { Run } from './run-hosts.ts'

/** Hosts × groups: how many cases passed, and of how many if some failed. */
export function table(runs: readonly Run[]): string {
  const outcomes = runs.flatMap(({ report }) => report?.outcomes ?? [])
  const groups = [...new Set(outcomes.map(({ group }) => group))]
  const rows = runs.map(({ host, report, ms }) => [
    host.name,
    ...groups.map((group) => cell(report?.outcomes.filter((each) => each.group === group) ?? [])),
    `${(ms / 1000).toFixed(1)} s`,
    report?.runtime ?? '',
  ])
  return inColumns([['host', ...groups, 'time', 'runtime'], ...rows])
}

function cell(outcomes: readonly Outcome[]): string {
  if (outcomes.length === 0) return '-'
  if (outcomes[0]?.group === 'canary') return outcomes.some(({ ok }) => ok) ? 'BLIND' : 'fails'
  const passed = outcomes.filter(({ ok }) => ok).length
  return passed === outcomes.length ? String(passed) : `${passed} of ${outcomes.length}`
}

/** Pads the cells of each column to the same width. The first row has the headings. */
export function inColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}

/** One line: hosts, cases, canaries, faults, bundles and time. */
export function figures(runs: readonly Run[], faults: number): string {
  const outcomes = runs.flatMap(({ report }) => report?.outcomes ?? [])
  const cases = outcomes.filter(({ group }) => group !== 'canary')
  const each = Math.max(0, ...runs.map(({ report }) => (report?.outcomes.length ?? 1) - 1))
  const canaries = outcomes.filter(({ group, ok }) => group === 'canary' && !ok).length
  const digests = [...new Map(runs.map(({ host, digest }) => [host.provider, digest]))]
  return [
    `${runs.filter(({ report }) => report).length} of ${runs.length} hosts reported`,
    `${cases.filter(({ ok }) => ok).length} of ${each * runs.length} cases passed (${each} a host)`,
    `${canaries} canaries failed as they must`,
    `${faults} faults`,
    `bundles ${digests.map((pair) => pair.join(' ')).join(', ')}`,
    `${(runs.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(1)} s`,
  ].join('; ')
}
