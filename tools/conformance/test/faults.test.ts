// Reports with planted faults.
import { describe, expect, it } from 'vitest'
import type { Outcome, Report } from '../harness/run-all.ts'
import { faultsOf } from '../runner/faults.ts'
import { type Host, hosts } from '../runner/hosts.ts'
import type { Run } from '../runner/run-hosts.ts'

const runtimes: Readonly<Record<string, string>> = {
  node: 'Node.js/20.20.2 with process',
  node22: 'Node.js/22 with process',
  node26: 'Node.js/26 with process',
  node24: 'Node.js/24 with process',
  bun: 'Bun/1.4.5 with process',
  deno: 'Deno/2.9.6 with process',
  workerd: 'Cloudflare-Workers',
  'workerd-compat': 'Cloudflare-Workers with process',
  edge: 'edge-runtime',
  limited: 'unnamed',
}
const outcomes: readonly Outcome[] = [
  { group: 'vectors', name: 'one', ok: true },
  { group: 'vectors', name: 'two', ok: true },
  { group: 'canary', name: 'a false claim fails', ok: false },
]
const sound: readonly Run[] = hosts.map((host: Host) => ({
  host,
  report: { runtime: runtimes[host.name] ?? '', outcomes, codes: ['AUTH_KEY_INVALID'] },
  problem: undefined,
  digest: host.provider,
  ms: 1,
}))

/** The faults of the sound runs after a change to the last one: the first run sets the expected names. */
function faultsAfter(change: (run: Run) => Partial<Run>): string[] {
  const runs = sound.map((run, at) => (at === sound.length - 1 ? { ...run, ...change(run) } : run))
  return faultsOf(runs, ['AUTH_KEY_INVALID'])
}
const withReport =
  (report: Partial<Report>) =>
  (run: Run): Partial<Run> => ({ report: { ...(run.report as Report), ...report } })

describe('faultsOf', () => {
  it('finds none in sound runs', () => expect(faultsOf(sound)).toEqual([]))

  const [first, second, canary] = outcomes as [Outcome, Outcome, Outcome]
  const noCase = [{ ...canary, name: 'a false claim fails' }]
  it.each<[string, (run: Run) => Partial<Run>, RegExp]>([
    ['a host without a report', () => ({ report: undefined, problem: 'no report' }), /^limited: no report$/],
    ['a problem after the report', () => ({ problem: 'exited with 1' }), /^limited: exited with 1$/],
    ['another runtime', withReport({ runtime: 'Browser' }), /^limited: found another runtime: Browser$/],
    ['a missing case', withReport({ outcomes: [second, canary] }), /^limited: case 1 is "vectors: two"/],
    ['no case', withReport({ outcomes: noCase }), /^limited: no case was run$/],
    [
      'another order',
      withReport({ outcomes: [second, first, canary] }),
      /^limited: case 1 is "vectors: two"/,
    ],
    ['an added case', withReport({ outcomes: [...outcomes, first] }), /^limited: case 4 is "vectors: one"/],
    [
      'a failed case',
      withReport({ outcomes: [{ ...first, ok: false, detail: 'expected 2' }, second, canary] }),
      /^limited: vectors: one\n {4}expected 2$/,
    ],
    ['no canary', withReport({ outcomes: [first, second] }), /^limited: expected exactly one canary$/],
    [
      'two canaries',
      withReport({ outcomes: [...outcomes, canary] }),
      /^limited: expected exactly one canary$/,
    ],
    [
      'blind assertions',
      withReport({ outcomes: [first, second, { ...canary, ok: true }] }),
      /^limited: the assertions are blind/,
    ],
    ['a code that no case has met', withReport({ codes: [] }), /^limited: no case has met AUTH_KEY_INVALID$/],
    ['other bytes', () => ({ digest: 'other' }), /ran different bytes: .*other \(limited\)$/],
  ])('finds %s', (_, change, fault) => {
    expect(faultsAfter(change)).toContainEqual(expect.stringMatching(fault))
  })
})
