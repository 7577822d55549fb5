import type { PlanHistoryEntry } from '../../src/plans/history.ts'
import { StateChip } from '../parts/chip.tsx'
import { Time } from '../parts/time.tsx'
import { t } from '../texts.ts'

const by = { request: 'byRequest', control: 'byControl', clock: 'byClock' } as const

/** What has happened to a plan, the latest first. */
export function History({ of }: { of: readonly PlanHistoryEntry[] }) {
  return (
    <ol class="history">
      {[...of].reverse().map(({ time, step, by: cause, before, after, reason }, i) => (
        <li key={of.length - i}>
          <Time at={time} />
          <div>
            <p>
              <strong>{t(`did_${step}`)}</strong> <span class="hint">{t(by[cause])}</span>
            </p>
            <p class="chips">
              {(['plan_state', 'audit_state'] as const)
                .filter((name) => before?.[name] !== after[name])
                .map((name) => (
                  <span class="move" key={name}>
                    {before && (
                      <>
                        <StateChip of={before[name]} />
                        <span class="arrow" aria-hidden="true">
                          →
                        </span>
                      </>
                    )}
                    <StateChip of={after[name]} />
                  </span>
                ))}
            </p>
            <p class="hint">{reason}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
