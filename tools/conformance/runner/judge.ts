import type { Outcome } from '../harness/run-all.ts'
import type { Run } from './run-host.ts'

const isCanary = ({ group }: Outcome): boolean => group === 'canary'
const title = ({ group, name }: Outcome): string => `${group}: ${name}`

/** Everything in which the hosts fall short; empty when all have passed the very same cases. */
export function judge(runs: readonly Run[]): string[] {
  const listed = runs.find(({ report }) => report)?.report?.outcomes.map(title) ?? []
  return [...runs.flatMap((run) => judgeOne(run, listed)), ...judgeBytes(runs)]
}

function judgeOne({ host, report, trouble }: Run, listed: readonly string[]): string[] {
  const faults = trouble === undefined ? [] : [trouble]
  if (report) {
    const { runtime, outcomes } = report
    const cases = outcomes.filter((outcome) => !isCanary(outcome))
    if (!host.runtime.test(runtime)) faults.push(`it is not what it should be: ${runtime}`)
    if (cases.length === 0) faults.push('it ran no case')
    const [canary, ...more] = outcomes.filter(isCanary)
    if (!canary || more.length > 0) faults.push('it did not run exactly one canary')
    else if (canary.ok) faults.push('its harness is blind: the canary, a false claim, passed')
    faults.push(...difference(outcomes.map(title), listed))
    faults.push(...cases.filter(({ ok }) => !ok).map((each) => `${title(each)}\n    ${each.detail}`))
  }
  return faults.map((fault) => `${host.name}: ${fault}`)
}

/** Names and order must be those of the first host; the first difference tells enough. */
function difference(names: readonly string[], listed: readonly string[]): string[] {
  const length = Math.max(names.length, listed.length)
  const at = Array.from({ length }, (_, i) => i).find((i) => names[i] !== listed[i])
  if (at === undefined) return []
  return [`its case ${at + 1} is "${names[at] ?? 'none'}", where "${listed[at] ?? 'none'}" was expected`]
}

/** Hosts with one provider run the same bytes. */
function judgeBytes(runs: readonly Run[]): string[] {
  return (['node', 'web'] as const).flatMap((provider) => {
    const digests = new Map<string, string[]>()
    for (const { host, digest } of runs.filter((run) => run.host.provider === provider)) {
      digests.set(digest, [...(digests.get(digest) ?? []), host.name])
    }
    if (digests.size < 2) return []
    const list = [...digests].map(([digest, names]) => `${digest} (${names.join(', ')})`)
    return [`hosts with the ${provider} provider ran different bytes: ${list.join(', ')}`]
  })
}
