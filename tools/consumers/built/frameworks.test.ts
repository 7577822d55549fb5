// The recipes of the pages in the frameworks that are built first, with mistakes and remedies beside them.
import { describe, expect, it } from 'vitest'
import { built, builtNames } from './frameworks.ts'
import { expectFresh } from './fresh.ts'

describe('a fresh application handles a genuine callback once, and a remedy works when it is pasted', () => {
  it.for(built())('$name', expectFresh)
})

it('each has a name that the table of the overview is compared with', () => {
  expect(built().map(({ name }) => name)).toEqual(builtNames)
})
