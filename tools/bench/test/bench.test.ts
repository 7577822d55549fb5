// Planted faults: a contender that does nothing, a leak, slow rounds, missed budgets.
import { describe, expect, it } from 'vitest'
import { budgets, verdictsOf } from '../budgets.ts'
import { type Contender, concurrent } from '../harness/contender.ts'
import { race } from '../harness/race.ts'
import { bytesLeft } from '../runner/heap.ts'
import { toRows } from '../runner/rows.ts'

const quick = { warm: 0, rounds: 1, block: 1 }
const worker: Contender = {
  name: 'worker',
  role: 'ours',
  run: () => 'done',
  isRight: (result) => result === 'done',
}
const idle: Contender = { ...worker, name: 'idle', run: () => undefined }

describe('race', () => {
  it('times a contender that does its work', async () => {
    const [samples] = await race([worker], quick)
    expect(samples?.us).toHaveLength(1)
  })

  it('refuses a contender that does nothing', async () => {
    await expect(race([worker, idle], quick)).rejects.toThrow('idle does not do the work.')
  })

  it('refuses one that does nothing in one of several concurrent runs', async () => {
    let runs = 0
    const lazy = { ...worker, name: 'lazy', run: () => (++runs === 3 ? undefined : 'done') }
    expect(await concurrent(worker, 4).isRight(['done', 'done', 'done'])).toBe(false)
    await expect(race([lazy], { ...quick, concurrency: 4 })).rejects.toThrow('lazy does not do the work.')
  })
})

describe('the figures', () => {
  it('show 16 bytes that each callback leaves behind', () => {
    const leak = Array.from({ length: 10 }, (_, i) => ({
      callbacks: 100 * i,
      heap: 5000 + 1600 * i + (i % 2),
    }))
    expect(bytesLeft(leak)).toBeCloseTo(16, 0)
  })

  it('are compared round by round: a machine that slows down changes no ratio', () => {
    const [, half] = toRows([
      { name: 'limit', role: 'limit', us: [1, 2, 40], cores: [1, 1, 1] },
      { name: 'half', role: 'ours', us: [2, 4, 80], cores: [0.5, 0.5, 2] },
      { name: 'same', role: 'same', us: [1.5, 3, 60], cores: undefined },
    ])
    expect(half).toMatchObject({ ofLimit: 0.5, ofSame: 0.75, beyond: 2, cpuOfLimit: 1 })
  })

  it('are missing without a limit', () => {
    const [alone] = toRows([{ name: 'alone', role: 'ours', us: [2], cores: undefined }])
    expect(alone).toMatchObject({ us: 2, ofLimit: undefined, beyond: undefined, cpuOfLimit: undefined })
  })
})

describe('a budget', () => {
  const measured = (figure: number) => [
    { host: 'node24', bounded: Object.fromEntries(budgets.map(({ key }) => [key, figure])) },
  ]
  const verdicts = (figure: number) =>
    Object.fromEntries(verdictsOf(measured(figure)).map(([, bound = '', verdict]) => [bound[0], verdict]))

  it('of at least is missed by a smaller figure, and one of at most by a larger one', () => {
    expect(verdicts(0.5)).toEqual({ '≥': 'missed', '≤': 'met' })
    expect(verdicts(1e9)).toEqual({ '≥': 'met', '≤': 'missed' })
    for (const [, bound, verdict] of verdictsOf(measured(0.89))) {
      expect(verdict).toBe(bound?.startsWith('≥') ? 'missed' : 'met')
    }
  })

  it('is not met by no figure, nor by that of another runtime', () => {
    const elsewhere = [{ host: 'workerd', bounded: { 'callback-in': 1 } }]
    for (const measured of [[], elsewhere]) {
      expect(new Set(verdictsOf(measured).map(([, , verdict]) => verdict))).toEqual(new Set(['not measured']))
    }
  })
})
