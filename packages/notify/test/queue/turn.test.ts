// The files of the queue room are private: their pure decisions are tested here, everything else through the engines.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/queue/plan-store.ts'
import { endTurn, takeTurn, yieldTurn } from '../../src/queue/turn.ts'

const change = (id: string, second: number, plan_state = 'DELIVERING') => ({
  id,
  plan_state,
  audit_state: 'PASSED',
  modify_time: new Date(Date.UTC(2026, 10, 29, 2, 0, second)).toISOString(),
})
const empty: Plan = { ids: [] }
const options = { owner: 'a', now: 1_000, lease: 100 }
/** The plan after a delivery took the turn. */
function taken(
  plan: Plan,
  named: ReturnType<typeof change>,
  taking = options,
): Plan & Required<Pick<Plan, 'begun'>> {
  const turn = takeTurn(plan, named, taking)
  if (turn.state !== 'taken') throw new Error(`Expected the turn; found ${turn.state}.`)
  return turn.next as never
}
const begunIn = (plan: Plan) => plan.begun as NonNullable<Plan['begun']>

describe('the turn of a plan', () => {
  it('is granted to one delivery at a time, until its lease ends', () => {
    const plan = taken(empty, change('1', 1))
    const other = { ...options, owner: 'b' }
    expect(takeTurn(plan, change('2', 2), other)).toEqual({ state: 'busy' })
    expect(takeTurn(plan, change('2', 2), { ...other, now: 1_099 })).toEqual({ state: 'busy' })
    expect(takeTurn(plan, change('2', 2), { ...other, now: 1_100 }).state).toBe('taken')
  })

  it('is granted again to the same delivery, whose worker crashed', () => {
    expect(takeTurn(taken(empty, change('1', 1)), change('1', 1), options).state).toBe('taken')
  })

  it('is refused to a copy of the message that is delivered meanwhile', () => {
    const plan = taken(empty, change('1', 1))
    expect(takeTurn(plan, change('1', 1), { ...options, owner: 'copy' })).toEqual({ state: 'busy' })
  })

  it('is free once the change is applied, and the change is known from then on', () => {
    const plan = taken(empty, change('1', 1))
    const ended = endTurn(plan, begunIn(plan))
    expect(ended).toEqual({ applied: change('1', 1), ids: ['1'] })
    expect(takeTurn(ended, change('1', 1), options)).toEqual({ state: 'duplicate' })
    expect(takeTurn(ended, change('0', 0), options)).toEqual({ state: 'stale' })
    expect(takeTurn(ended, change('2', 2), options).state).toBe('taken')
  })

  it('is free once the change has failed, for the same and for newer ones only', () => {
    const plan = taken(empty, change('5', 5))
    const yielded = yieldTurn(plan, begunIn(plan))
    const other = { ...options, owner: 'b' }
    expect(takeTurn(yielded, change('4', 4), other)).toEqual({ state: 'stale' })
    expect(takeTurn(yielded, change('5', 5), other).state).toBe('taken')
    expect(takeTurn(yielded, change('6', 6), other).state).toBe('taken')
  })

  it('does not change hands because a delivery ends that has lost it', () => {
    const plan = taken(empty, change('1', 1))
    const next = taken(plan, change('2', 2), { owner: 'b', now: 2_000, lease: 100 })
    expect(yieldTurn(next, begunIn(plan))).toBe(next)
    expect(endTurn(next, begunIn(plan))).toEqual({ ...next, ids: ['1'] })
  })

  it('recognises changes of the same millisecond by their ids', () => {
    let plan = empty
    for (const state of ['DELIVERING', 'PAUSED']) {
      const begun = taken(plan, change(state, 1, state))
      plan = endTurn(begun, begunIn(begun))
    }
    expect(takeTurn(plan, change('DELIVERING', 1), options)).toEqual({ state: 'duplicate' })
  })

  it('keeps its entry small', () => {
    let plan = empty
    for (let i = 0; i < 60; i++) {
      const begun = taken(plan, change(`${i}`, i))
      plan = endTurn(begun, begunIn(begun))
    }
    expect(plan.ids).toHaveLength(20)
    expect(plan.ids.at(-1)).toBe('59')
  })

  // Any schedule of workers that run, fail, crash at any step and are given their message again.
  it('keeps the order under every schedule', () => {
    const step = fc.record({
      worker: fc.nat(7),
      crashes: fc.boolean(),
      fails: fc.boolean(),
      waits: fc.nat(150),
    })
    const seconds = fc.array(fc.nat(4), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(seconds, fc.array(step, { minLength: 20, maxLength: 60 }), (times, steps) => {
        let plan = empty
        let now = 0
        const running = new Map<number, NonNullable<Plan['begun']>>()
        const starts: string[] = []
        const done = new Set<number>()
        for (const { worker, crashes, fails, waits } of steps) {
          now += waits
          const begun = running.get(worker)
          if (begun) {
            running.delete(worker)
            if (crashes) continue
            plan = fails ? yieldTurn(plan, begun) : endTurn(plan, begun)
            if (!fails) done.add(worker)
            continue
          }
          // A delivery that ran longer than its lease has broken its promise; it ends before others go on.
          for (const [key, { until }] of running) if (until <= now) running.delete(key)
          const named = change(`${worker}`, times[worker] ?? 0, `STATE ${worker}`)
          const turn = takeTurn(plan, named, { owner: `${worker}`, now, lease: 100 })
          if (turn.state !== 'taken') continue
          expect(running.size).toBe(0)
          expect(done).not.toContain(worker)
          plan = turn.next
          running.set(worker, begunIn(plan))
          starts.push(named.modify_time)
        }
        expect(starts).toEqual([...starts].sort())
      }),
      { numRuns: 2_000 },
    )
  })
})
