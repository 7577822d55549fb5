import { expect, it } from 'vitest'
import { codes } from '../codes.ts'
import { faults, look, manifest } from './support/tree.ts'

const core = {
  'packages/core/package.json': manifest('core'),
  'packages/core/src/index.ts': '',
  'packages/core/src/errors.ts': "export type CoreErrorCode = 'CORE_ONE' | 'CORE_TWO'\n",
  'packages/core/src/plan/rules.ts':
    "export const issue = { rule: 'no_query' }\nexport const schema = v.pipe(v.string(), v.maxBytes(3), namedCheck('narrow', isNarrow))\n",
  'packages/core/src/explain/core-texts.ts':
    'export const coreTexts = {\n  CORE_ONE: { en: [], zh: [] },\n  CORE_TWO: one,\n  AUTH_ONE: one,\n}\n',
  'packages/core/src/explain/rule-texts.ts':
    'export const ruleTexts = {\n  no_query: {},\n  string: {},\n  max_bytes: {},\n  narrow: {},\n}\n',
  'packages/auth/src/errors.ts': "export type AuthErrorCode = 'AUTH_ONE'\n",
}

it('takes a row for each code and each rule, wherever it is reported', async () => {
  const { looked, violations } = await look(codes, core)
  expect(violations).toEqual([])
  expect(looked).toBe('3 codes, 4 rules')
})

it('takes the name of a variable for no code', async () => {
  const settings = { 'packages/fetch/src/call/settings.ts': "export const names = ['NOTIFY_URL']\n" }
  expect(await faults(codes, { ...core, ...settings })).toEqual([])
})

it('finds codes and rules without a row', async () => {
  const found = await faults(codes, {
    ...core,
    'packages/core/src/plan/more.ts': "const one = { rule: 'no_fragment' }\nconst two = v.minBytes(1)\n",
    'packages/fetch/src/call/three.ts': "\nthrow new FetchError('FETCH_NEW')\n",
  })
  expect(found).toEqual([
    expect.stringMatching(
      /plan\/more\.ts:1 no_fragment has no text\. Add a row in packages\/core\/src\/explain\/rule-texts\.ts\.$/,
    ),
    expect.stringMatching(/core\/src\/plan\/more\.ts:2 min_bytes has no text\. .*rule-texts\.ts\.$/),
    expect.stringMatching(/fetch\/src\/call\/three\.ts:2 FETCH_NEW has no text\. .*fetch-texts\.ts\.$/),
  ])
})

it('finds rows that nothing reports', async () => {
  const found = await faults(codes, {
    ...core,
    'packages/core/src/explain/fetch-texts.ts': 'export const fetchTexts = { FETCH_OLD: {} }\n',
    'packages/core/src/explain/rule-texts.ts':
      'export const ruleTexts = {\n  no_query: {},\n  string: {},\n  max_bytes: {},\n  narrow: {},\n  old: {},\n}\n',
  })
  expect(found).toEqual([
    expect.stringMatching(/fetch-texts\.ts:1 FETCH_OLD is explained, but nothing reports it/),
    expect.stringMatching(/rule-texts\.ts:6 old is explained, but nothing reports it/),
  ])
})
