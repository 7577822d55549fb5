import { expect, it } from 'vitest'
import { words } from '../words.ts'
import { faults } from './support/tree.ts'

// Put together here, so that this file holds none of them.
const machine = ['', 'work', 'main'].join('/')
const mirror = ['https:', '', 'registry.example.com', 'x'].join('/')

it.each([
  ['docs/path.md', `\nSee ${machine}/x\n`, /path\.md:2 has/],
  ['docs/mirror.md', `From ${mirror}\n`, /mirror\.md:1 has/],
  ['packages/auth/src/keys/odd.ts', '/** There is no key, and this is no key. */\n', /odd\.ts:1 has is no/],
  ['packages/auth/src/keys/later.ts', '// TODO: later\n', /later\.ts:1 has TODO/],
])('finds what %s must not say', async (file, text, expected) => {
  expect(await faults(words, { [file]: text })).toEqual([expect.stringMatching(expected)])
})
