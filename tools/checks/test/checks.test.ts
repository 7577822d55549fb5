import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { checks } from '../checks.ts'
import { look } from './support/tree.ts'

it.each(Object.keys(checks))('%s has a file of planted faults', (name) => {
  expect(existsSync(new URL(`${name}.test.ts`, import.meta.url))).toBe(true)
})

/** These measure the packages themselves, or test a sound repository in their own file. */
const elsewhere = ['errors', 'sizes', 'shaking', 'snippets', 'security', 'licenses']

it.each(Object.entries(checks).filter(([name]) => !elsewhere.includes(name)))(
  '%s finds nothing in a sound repository',
  async (_, check) => {
    expect((await look(check)).violations).toEqual([])
  },
)
