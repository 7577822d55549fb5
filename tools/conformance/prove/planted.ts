// Faults in what the hosts report, made by hand.
import type { Outcome } from '../harness/run-all.ts'
import type { Run } from '../runner/run-host.ts'

export interface Planted {
  readonly what: string
  /** Changes one host's run. */
  readonly change: (run: Run) => Run
  /** What the judge must say of it. */
  readonly wants: RegExp
}

export const planted: readonly Planted[] = [
  {
    what: 'a host without report',
    change: (run) => ({ ...run, report: undefined, trouble: 'it reported nothing' }),
    wants: /it reported nothing/,
  },
  {
    what: 'a host that passes for another',
    change: (run) => withReport(run, { runtime: 'Browser' }),
    wants: /it is not what it should be: Browser/,
  },
  {
    what: 'a case too few',
    change: (run) => withReport(run, { outcomes: outcomes(run).slice(1) }),
    wants: /its case 1 is/,
  },
  {
    what: 'another order',
    change: (run) => {
      const [first, second, ...rest] = outcomes(run)
      return withReport(run, { outcomes: [second, first, ...rest].filter((each) => each !== undefined) })
    },
    wants: /its case 1 is/,
  },
  {
    what: 'no canary',
    change: (run) => withReport(run, { outcomes: outcomes(run).slice(0, -1) }),
    wants: /it did not run exactly one canary/,
  },
  {
    what: 'other bytes',
    change: (run) => ({ ...run, digest: 'other' }),
    wants: /ran different bytes: .*other/,
  },
]

function outcomes({ report }: Run): readonly Outcome[] {
  return report?.outcomes ?? []
}

function withReport(run: Run, change: object): Run {
  return { ...run, report: { runtime: '', outcomes: [], ...run.report, ...change } }
}
