import type { HistoryEntry } from '../../src/entries/history.ts'
import { StateChip } from '../parts/chip.tsx'
import { Time } from '../parts/time.tsx'
import { isText, t } from '../texts.ts'

const by = { request: 'byRequest', control: 'byControl', clock: 'byClock' } as const

/** A plan has two states, everything else has one. */
type Entry = HistoryEntry<string, string | object>

/** What has happened to something, the latest first. */
export function History({ of }: { of: readonly Entry[] }) {
  return (
    <ol class="history">
      {[...of].reverse().map((entry, i) => (
        <li key={of.length - i}>
          <Time at={entry.time} />
          <div>
            <p>
              <strong>{nameOf(entry.step)}</strong> <span class="hint">{t(by[entry.by])}</span>
            </p>
            <p class="chips">
              {movesOf(entry).map(([before, after]) => (
                <span class="move" key={after}>
                  {before !== undefined && (
                    <>
                      <StateChip of={before} />
                      <span class="arrow" aria-hidden="true">
                        →
                      </span>
                    </>
                  )}
                  <StateChip of={after} />
                </span>
              ))}
            </p>
            <p class="hint">{entry.reason}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}

function nameOf(step: string): string {
  const key = `did_${step}`
  return isText(key) ? t(key) : step
}

function statesOf(states: string | object | undefined): readonly string[] {
  return typeof states === 'object' ? Object.values(states) : states === undefined ? [] : [states]
}

/** The states that a step has changed. */
function movesOf({
  before,
  after,
}: Entry): readonly (readonly [before: string | undefined, after: string])[] {
  const from = statesOf(before)
  return statesOf(after)
    .map((state, i) => [from[i], state] as const)
    .filter(([old, state]) => old !== state)
}
