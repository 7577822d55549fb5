import { auditTransitions, changeableFields, isFinalState, planTransitions } from '@wxdp/core'
import { describe, expect, it } from 'vitest'

describe('the documented transitions', () => {
  it.each([
    ['plan', planTransitions, ['TERMINATED', 'EXPIRED']],
    ['audit', auditTransitions, []],
  ])('of a %s have a first state, reach every state, and end only in final states', (_, steps, ends) => {
    const states = new Set(steps.map(({ to }) => to))
    const reached = new Set(steps.filter(({ from }) => from === undefined).map(({ to }) => to))
    for (let size = -1; size !== reached.size; ) {
      size = reached.size
      for (const { from, to } of steps) if (from !== undefined && reached.has(from)) reached.add(to)
    }
    expect(reached).toEqual(states)
    expect([...states].filter((state) => !steps.some(({ from }) => from === state))).toEqual(ends)
    expect([...states].filter((state) => isFinalState(state))).toEqual(ends)
  })

  it('leave every state that is not final, and no other', () => {
    const states = new Set(planTransitions.map(({ to }) => to))
    for (const state of states) {
      expect(planTransitions.some(({ from }) => from === state)).toBe(!isFinalState(state))
    }
    expect([...states].sort()).toEqual(['CREATED', 'DELIVERING', 'EXPIRED', 'PAUSED', 'TERMINATED'])
  })
})

describe('changeableFields', () => {
  it('has every field that may change', () => {
    expect(Object.keys(changeableFields)).toHaveLength(6)
  })
})
