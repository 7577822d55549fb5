import { expect, it } from 'vitest'
import { words } from '../words.ts'
import { faults } from './support/tree.ts'

// Put together here, so that this file holds none of them.
const machine = ['', 'work', 'main'].join('/')
const mirror = ['https:', '', 'registry.example.com', 'x'].join('/')

it.each([
  ['docs/path.md', `\nSee ${machine}/x\n`, /path\.md:2 has ".*"\. It is the path of one machine/],
  ['docs/mirror.md', `From ${mirror}\n`, /mirror\.md:1 has ".*"\. Name no registry/],
  [
    'packages/auth/src/keys/odd.ts',
    '/** There is no key, and this is no key. */\n',
    /odd\.ts:1 has "is no"\. Write "is not a"\.$/,
  ],
  ['packages/auth/src/keys/later.ts', '// TODO: later\n', /later\.ts:1 has "TODO"\. Do it now/],
  ['packages/auth/src/keys/text.ts', '// Takes a text.\n', /text\.ts:1 has "a text"\. Write "a string"\.$/],
  [
    'packages/auth/src/keys/door.ts',
    '// One of two doors.\n',
    /door\.ts:1 has "doors"\. Write "entry point"\.$/,
  ],
])('finds what %s must not say', async (file, text, expected) => {
  expect(await faults(words, { [file]: text })).toEqual([expect.stringMatching(expected)])
})
