// Reports with planted faults.
import { describe, expect, it } from 'vitest'
import type { Outcome, Report } from '../harness/run-all.ts'
import { faultsOf } from '../runner/faults.ts'
import { type Host, hosts } from '../runner/hosts.ts'
import type { Run } from '../runner/run-hosts.ts'

const runtimes: Readonly<Record<string, string>> = {
  node: 'Node.js/20.20.2 with process',
  node24: 'Node.js/24 with process',
  bun: 'Bun/1.4.5 with process',
  deno: 'Deno/2.9.6 with process',
  workerd: 'Cloudflare-Workers',
  'workerd-compat': 'Cloudflare-Workers with process',
  edge: 'edge-runtime',
}
const outcomes: readonly Outcome[] = [
  { group: 'vectors', name: 'one', ok: true },
  { group: 'vectors', name: 'two', ok: true },
  { group: 'canary', name: 'a false claim fails', ok: false },
]
const sound: readonly Run[] = hosts.map((host: Host) => ({
  host,
  report: { runtime: runtimes[host.name] ?? '', outcomes },
  problem: undefined,
  digest: host.provider,
  ms: 1,
}))

/** The faults of the sound runs after a change to the last one: the first run sets the expected names. */
function faultsAfter(change: (run: Run) => Partial<Run>): string[] {
  return faultsOf(sound.map((run, at) => (at === sound.length - 1 ? { ...run, ...change(run) } : run)))
}
const withReport =
  (report: Partial<Report>) =>
  (run: Run): Partial<Run> => ({ report: { ...(run.report as Report), ...report } })

describe('faultsOf', () => {
  it('finds none in sound runs', () => expect(faultsOf(sound)).toEqual([]))

  const [first, second, canary] = outcomes as [Outcome, Outcome, Outcome]
  const noCase = [{ ...canary, name: 'a false claim fails' }]
  it.each<[string, (run: Run) => Partial<Run>, RegExp]>([
    ['a host without a report', () => ({ report: undefined, problem: 'no report' }), /^edge: no report$/],
    ['a problem after the report', () => ({ problem: 'exited with 1' }), /^edge: exited with 1$/],
    ['another runtime', withReport({ runtime: 'Browser' }), /^edge: found another runtime: Browser$/],
    ['a missing case', withReport({ outcomes: [second, canary] }), /^edge: case 1 is "vectors: two"/],
    ['no case', withReport({ outcomes: noCase }), /^edge: no case was run$/],
    ['another order', withReport({ outcomes: [second, first, canary] }), /^edge: case 1 is "vectors: two"/],
    ['an added case', withReport({ outcomes: [...outcomes, first] }), /^edge: case 4 is "vectors: one"/],
    [
      'a failed case',
      withReport({ outcomes: [{ ...first, ok: false, detail: 'expected 2' }, second, canary] }),
      /^edge: vectors: one\n {4}expected 2$/,
    ],
    ['no canary', withReport({ outcomes: [first, second] }), /^edge: expected exactly one canary$/],
    ['two canaries', withReport({ outcomes: [...outcomes, canary] }), /^edge: expected exactly one canary$/],
    [
      'blind assertions',
      withReport({ outcomes: [first, second, { ...canary, ok: true }] }),
      /^edge: the assertions are blind/,
    ],
    ['other bytes', () => ({ digest: 'other' }), /ran different bytes: .*other \(edge\)$/],
  ])('finds %s', (_, change, fault) => {
    expect(faultsAfter(change)).toContainEqual(expect.stringMatching(fault))
  })
})
