import { expect, it } from 'vitest'
import { securityOf } from '../security.ts'
import { look } from './support/tree.ts'

const table = (...rows: readonly string[]): string =>
  ['| attacker | attempt | defence | code |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
const check = securityOf([
  { attempt: 'forges', test: ['packages/auth/test/one.test.ts', 'is verified first'] },
  { attempt: 'reads' },
])
const sound = {
  'SECURITY.md': table(
    '| all | forges a callback | verified | `AUTH_X` |',
    '| | reads a callback | none | |',
  ),
  'SECURITY.zh-CN.md': table('| 所有人 | 伪造回调 | 验签 | `AUTH_X` |', '| | 读取回调 | 无 | |'),
  'packages/auth/test/one.test.ts': "it('is verified first')",
}

it('finds nothing if every claim has its test', async () => {
  expect((await look(check, sound)).violations).toEqual([])
})

it.each([
  [
    'a row without a test',
    { 'SECURITY.md': `${sound['SECURITY.md']}| | deletes it | | |\n` },
    /row 3 is "deletes it"/,
  ],
  [
    'a claim that lost its row',
    { 'SECURITY.md': table('| all | forges a callback | verified | `AUTH_X` |') },
    /row 2 is "undefined"/,
  ],
  ['a test that is gone', { 'packages/auth/test/one.test.ts': '' }, /"forges" is held by no test/],
  [
    'another code in Chinese',
    { 'SECURITY.zh-CN.md': table('| 所有人 | 伪造回调 | 验签 | `AUTH_Y` |', '| | | | |') },
    /other codes/,
  ],
])('finds %s', async (_, change, expected) => {
  expect((await look(check, { ...sound, ...change })).violations).toContainEqual(
    expect.stringMatching(expected),
  )
})
