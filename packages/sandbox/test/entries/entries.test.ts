import { expect, it } from 'vitest'
import { createEntries } from '../../src/entries/entries.ts'
import type { HistoryEntry } from '../../src/entries/history.ts'

interface Thing {
  readonly id: number
  readonly group: string
  readonly state: string
}
type Entry = HistoryEntry<'add' | 'change', string>

function things() {
  const told: Thing[] = []
  const entries = createEntries<Thing, Entry>({
    now: () => 7,
    keyOf: ({ id }) => String(id),
    groupsOf: ({ group }) => [group],
    statesOf: ({ state }) => state,
    onChange: (thing) => void told.push(thing),
  })
  return { entries, told }
}

const added = { step: 'add', by: 'request' } as const

it('are listed by group, filtered and turned round, with the whole number of what fits', () => {
  const { entries } = things()
  for (let id = 0; id < 10; id++) {
    entries.add({ id, group: id % 2 === 0 ? 'even' : 'odd', state: 'new' }, added)
  }
  const ids = (query: Partial<Parameters<typeof entries.page>[0]>): unknown => {
    const { total, values } = entries.page({ offset: 0, limit: 3, ...query })
    return [total, ...values.map(({ id }) => id)]
  }
  expect(entries.size).toBe(10)
  expect(ids({})).toEqual([10, 0, 1, 2])
  expect(ids({ newestFirst: true, offset: 8 })).toEqual([10, 1, 0])
  expect(ids({ group: 'odd', offset: 1 })).toEqual([5, 3, 5, 7])
  expect(ids({ test: ({ id }) => id > 6 })).toEqual([3, 7, 8, 9])
  expect(ids({ group: 'even', test: ({ id }) => id > 3, newestFirst: true, offset: 1 })).toEqual([3, 6, 4])
  expect(ids({ group: 'none' })).toEqual([0])
  expect(entries.inGroup('even').map(({ id }) => id)).toEqual([0, 2, 4, 6, 8])
})

it('are the same after they were saved and restored, and nobody is told', () => {
  const { entries } = things()
  const thing = entries.add({ id: 1, group: 'a', state: 'new' }, added)
  entries.replace({ ...thing, state: 'old' }, { step: 'change', by: 'clock', reason: 'because' })
  const saved = JSON.parse(JSON.stringify(entries.save()))
  const { entries: restored, told } = things()
  restored.restore(saved)
  expect(told).toEqual([])
  expect(restored.find('1')).toEqual({ id: 1, group: 'a', state: 'old' })
  expect(restored.find('2')).toBeUndefined()
  expect(restored.historyOf(thing)).toEqual([
    { time: 7, ...added, after: 'new' },
    { time: 7, step: 'change', by: 'clock', reason: 'because', before: 'new', after: 'old' },
  ])
  restored.replace({ ...thing, state: 'ended' }, { step: 'change', by: 'control' })
  expect(entries.find('1')?.state).toBe('old')
})
