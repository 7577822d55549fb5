import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { checks } from '../checks.ts'
import { look } from './support/tree.ts'

it.each(Object.keys(checks))('%s has a file of planted faults', (name) => {
  expect(existsSync(new URL(`${name}.test.ts`, import.meta.url))).toBe(true)
})

/** Two measure the packages themselves, and one has a test of its own for a sound repository. */
const elsewhere = ['sizes', 'shaking', 'snippets']

it.each(Object.entries(checks).filter(([name]) => !elsewhere.includes(name)))(
  '%s finds nothing in a sound repository',
  async (_, check) => {
    expect((await look(check)).violations).toEqual([])
  },
)
