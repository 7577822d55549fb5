// A bench that cannot find fault is worthless: it must refuse a contender that skips the work, see a leak, and say
// "missed".
import { budgets, judge } from './budgets.ts'
import type { Contender } from './harness/contender.ts'
import { race } from './harness/race.ts'
import { slope } from './runner/heap-table.ts'
import { toRows } from './runner/rows.ts'

/** What it failed to see; empty when it sees all. */
export async function prove(): Promise<string[]> {
  const faults: string[] = []
  const expect = (what: string, holds: boolean): void => {
    if (!holds) faults.push(`the bench is blind: ${what}`)
  }

  const idle: Contender = { name: 'idle', role: 'peer', run: () => {}, right: (result) => result === 'done' }
  const refused = await race([idle], { warm: 0, rounds: 1, block: 1 }).then(
    () => false,
    () => true,
  )
  expect('a contender that did nothing was timed', refused)

  const leak = Array.from({ length: 10 }, (_, i) => ({ callbacks: 100 * i, heap: 5000 + 1600 * i + (i % 2) }))
  expect('16 bytes that stay of each callback were not seen', Math.round(slope(leak)) === 16)

  // The machine grew slower from round to round; half as fast as the limit is so in every round.
  const [, half] = toRows([
    { name: 'limit', role: 'limit', us: [1, 2, 40], cores: undefined },
    { name: 'half', role: 'ours', us: [2, 4, 80], cores: undefined },
    { name: 'same', role: 'same', us: [1.5, 3, 60], cores: undefined },
  ])
  const found = half?.ofLimit === 0.5 && half.ofSame === 0.75 && half.beyond === 2
  expect('rounds were not compared one by one', found)

  const bad: Record<string, number> = {
    'callback-in': 0.94,
    'callback-in, same checks': 0.94,
    'request-out': 0.94,
  }
  for (const { key } of budgets) bad[key] ??= 1e9
  const verdicts = judge(['node24', 'workerd'].map((host) => ({ host, bounded: bad })))
  for (const [what, , verdict] of verdicts) expect(`${what} passed for met`, verdict === 'missed')
  return faults
}
