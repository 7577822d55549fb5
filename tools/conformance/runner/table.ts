import type { Run } from './run-host.ts'

/** Hosts × groups: how many cases have passed, of how many where some have not. */
export function table(runs: readonly Run[]): string {
  const outcomes = runs.flatMap(({ report }) => report?.outcomes ?? [])
  const groups = [...new Set(outcomes.map(({ group }) => group))]
  const rows = runs.map(({ host, report, ms }) => [
    host.name,
    ...groups.map((group) => cell(report?.outcomes.filter((each) => each.group === group) ?? [])),
    `${(ms / 1000).toFixed(1)} s`,
    report?.runtime ?? '',
  ])
  return layOut([['host', ...groups, 'time', 'calls itself'], ...rows])
}

function cell(outcomes: readonly { group: string; ok: boolean }[]): string {
  if (outcomes.length === 0) return '-'
  if (outcomes[0]?.group === 'canary') return outcomes.some(({ ok }) => ok) ? 'BLIND' : 'bites'
  const passed = outcomes.filter(({ ok }) => ok).length
  return passed === outcomes.length ? String(passed) : `${passed} of ${outcomes.length}`
}

/** Rows as columns, the first row their heads. */
export function layOut(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}
