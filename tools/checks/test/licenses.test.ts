import { expect, it } from 'vitest'
import { offences } from '../licenses.ts'

const allowed = ['MIT', 'ISC', 'Zlib']

it.each<[string, string, boolean]>([
  ['a licence that is allowed', 'MIT', true],
  ['a choice with one that is allowed', '(GPL-3.0-only OR ISC)', true],
  ['two that are allowed', 'MIT AND Zlib', true],
  ['two of which one is not', 'MIT AND GPL-3.0-only', false],
  ['another one', 'AGPL-3.0-only', false],
  ['none', 'Unknown', false],
  ['words', 'SEE LICENSE IN LICENSE.md', false],
])('%s: %s', (_, license, isFree) => {
  const found = offences({ [license]: [{ name: 'made-up', versions: ['1.0.0'] }] }, allowed)
  expect(found).toEqual(
    isFree
      ? []
      : [expect.stringContaining(`made-up@1.0.0 has the licence ${license}; expected MIT, ISC, Zlib.`)],
  )
})

it('takes what is known of a package that names none', () => {
  expect(offences({ Unknown: [{ name: 'only', versions: ['0.0.2'] }] }, allowed)).toEqual([])
})
