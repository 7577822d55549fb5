import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createAgenda } from '../../src/clock/agenda.ts'

it('keeps the order of time, then of addition, whatever is taken off again', () => {
  const entry = fc.record({ time: fc.integer({ min: 0, max: 5 }), isCancelled: fc.boolean() })
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const agenda = createAgenda()
      const ran: number[] = []
      const cancels = entries.map(({ time }, i) => agenda.add({ time, run: () => ran.push(i) }))
      entries.forEach(({ isCancelled }, i) => {
        if (isCancelled) cancels[i]?.()
      })
      for (let due = agenda.shift(); due; due = agenda.shift()) due.run()
      const expected = entries
        .map((item, i) => ({ ...item, i }))
        .filter(({ isCancelled }) => !isCancelled)
        .sort((a, b) => a.time - b.time || a.i - b.i)
      expect(ran).toEqual(expected.map(({ i }) => i))
      for (const cancel of cancels) cancel()
      expect(agenda.first).toBeUndefined()
    }),
  )
})

it('takes 100,000 entries twice, and takes half of them off', () => {
  const agenda = createAgenda()
  const add = (i: number): (() => void) => agenda.add({ time: (i * 7919) % 100_003, run: () => undefined })
  for (let i = 0; i < 100_000; i++) add(i)
  for (const cancel of Array.from({ length: 100_000 }, (_, i) => add(i))) cancel()
  let count = 0
  while (agenda.shift()) count += 1
  expect(count).toBe(100_000)
})

it('forgets what was taken off, and keeps no more than twice as many and 100', () => {
  const agenda = createAgenda()
  expect([agenda.first, agenda.kept]).toEqual([undefined, 0])
  for (let i = 0; i < 10; i++) agenda.add({ time: 2_000_000 - i, run: () => undefined })
  let most = 0
  for (let i = 0; i < 1000; i++) {
    agenda.add({ time: 1_000_000 + i, run: () => undefined })()
    most = Math.max(most, agenda.kept)
  }
  // At 120 it is swept.
  expect(most).toBe(2 * 10 + 100 - 1)
  expect(agenda.first?.time).toBe(1_999_991)
  agenda.clear()
  expect([agenda.first, agenda.shift(), agenda.kept]).toEqual([undefined, undefined, 0])
})

it('has what was taken off in front out of the way once the first one is looked at', () => {
  const agenda = createAgenda()
  const cancel = agenda.add({ time: 1, run: () => undefined })
  agenda.add({ time: 2, run: () => undefined })
  cancel()
  expect([agenda.kept, agenda.first?.time, agenda.kept]).toEqual([2, 2, 1])
  expect([agenda.shift()?.time, agenda.kept, agenda.first]).toEqual([2, 0, undefined])
  // Too late to be taken off.
  cancel()
  expect(agenda.kept).toBe(0)
})

it('can be put in another order, as far as times allow', () => {
  const agenda = createAgenda()
  const add = (time: number, label?: string) => agenda.add({ time, label, run: () => undefined })
  add(1, 'c')
  add(1)
  add(1, 'b')
  const takeOff = add(1, 'x')
  add(0, 'a')
  takeOff()
  expect(agenda.labels()).toEqual(['a', 'c', 'b'])
  agenda.reorder(['b', 'c', 'a', 'gone'])
  add(1, 'd')
  const order = Array.from({ length: 5 }, () => agenda.shift()?.label)
  expect(order).toEqual(['a', 'b', 'c', undefined, 'd'])
})
