import type { Outcome } from '../harness/run-all.ts'
import type { Run } from './run-hosts.ts'

const isCanary = ({ group }: Outcome): boolean => group === 'canary'
const title = ({ group, name }: Outcome): string => `${group}: ${name}`

/**
 * What is wrong with the runs; empty if all hosts have passed the same cases in the same order.
 *
 * @param codes The error codes that the cases must meet on every host.
 */
export function faultsOf(runs: readonly Run[], codes: readonly string[] = []): string[] {
  const names = runs.find(({ report }) => report)?.report?.outcomes.map(title) ?? []
  return [...runs.flatMap((run) => faultsOfOne(run, { names, codes })), ...differentBundles(runs)]
}

interface Expected {
  readonly names: readonly string[]
  readonly codes: readonly string[]
}

function faultsOfOne({ host, report, problem }: Run, { names, codes }: Expected): string[] {
  const faults = problem === undefined ? [] : [problem]
  if (report) {
    const { runtime, outcomes } = report
    const cases = outcomes.filter((outcome) => !isCanary(outcome))
    if (!host.runtime.test(runtime)) faults.push(`found another runtime: ${runtime}`)
    if (cases.length === 0) faults.push('no case was run')
    const [canary, ...more] = outcomes.filter(isCanary)
    if (!canary || more.length > 0) faults.push('expected exactly one canary')
    else if (canary.ok) faults.push('the assertions are blind: the canary, a false claim, passed')
    faults.push(...firstDifference(outcomes.map(title), names))
    const missed = codes.filter((code) => !report.codes.includes(code))
    if (missed.length > 0) faults.push(`no case has met ${missed.join(', ')}`)
    faults.push(...cases.filter(({ ok }) => !ok).map((each) => `${title(each)}\n    ${each.detail}`))
  }
  return faults.map((fault) => `${host.name}: ${fault}`)
}

/** Names and order must be those of the first host. */
function firstDifference(names: readonly string[], expected: readonly string[]): string[] {
  const length = Math.max(names.length, expected.length)
  const at = Array.from({ length }, (_, i) => i).find((i) => names[i] !== expected[i])
  if (at === undefined) return []
  return [`case ${at + 1} is "${names[at] ?? 'none'}", expected "${expected[at] ?? 'none'}"`]
}

/** Hosts with the same provider must run the same bytes. */
function differentBundles(runs: readonly Run[]): string[] {
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
