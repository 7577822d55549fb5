// Every line of the requirements is held by a test beside this one.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { environments, jestSetting } from '../requirements.ts'

const lines: readonly (readonly [en: string, zh: string, test: string])[] = [
  // And by the conformance suite, which runs on the Node of the machine; `engines` is held by the check of packages.
  ['Node', 'Node', 'commonjs.test.ts'],
  ['CommonJS', 'CommonJS', 'commonjs.test.ts'],
  ['TypeScript', 'TypeScript', 'typescript.test.ts'],
  // Vitest and node:test: runners.test.ts.
  ['Jest', 'Jest', 'jest.test.ts'],
  ['Next.js', 'Next.js', 'next.test.ts'],
  ['Cloudflare Workers', 'Cloudflare Workers', 'wrangler.test.ts'],
  ['package managers', '包管理器', 'managers.test.ts'],
  ['bundlers', '打包工具', 'bundlers.test.ts'],
]

it('the table names what is tested', () => {
  expect(environments('en')).toEqual(lines.map(([en]) => en))
  expect(environments('zh')).toEqual(lines.map(([, zh]) => zh))
  for (const [, , test] of lines) expect(existsSync(join(import.meta.dirname, test)), test).toBe(true)
})

it('both languages have the same setting for Jest', () => {
  expect(jestSetting('zh')).toEqual(jestSetting('en'))
})
