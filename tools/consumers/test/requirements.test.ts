// Every line of the requirements is held by a test beside this one.
import { expect, it } from 'vitest'
import { environments, jestSetting } from '../requirements.ts'

const heldBy: Readonly<Record<string, string>> = {
  // And by the conformance suite, which runs on the Node of the machine; `engines` is held by the check of packages.
  Node: 'commonjs.test.ts',
  CommonJS: 'commonjs.test.ts',
  TypeScript: 'typescript.test.ts',
  Jest: 'jest.test.ts',
  'Next.js': 'next.test.ts',
  'Cloudflare Workers': 'wrangler.test.ts',
}

it.for(['en', 'zh'] as const)('the table names what is tested (%s)', (language) => {
  expect(environments(language)).toEqual(Object.keys(heldBy))
})

it('both languages have the same setting for Jest', () => {
  expect(jestSetting('zh')).toEqual(jestSetting('en'))
})
