import { expect, it } from 'vitest'
import { execute } from '../snippets/execute.ts'
import { snippets } from '../snippets.ts'
import { call, faults, fenced, look, receive } from './support/tree.ts'

it('compiles what is on pages and in docstrings, and runs what is in READMEs', async () => {
  const { looked, violations } = await look(snippets)
  expect(violations).toEqual([])
  expect(looked).toMatch(/^5 compiled \(1 of them docstrings\), 2 run \(1 of them on callbacks\)/)
})

it('finds snippets that do not compile, that ask to be excused, and that do not run', async () => {
  const found = await faults(snippets, {
    'README.md': fenced('ts', call.replace('sp_mchid: MCHID', 'sp_mchid: 1900000001')),
    'CONTRIBUTING.md': fenced('ts no-check', 'export {}'),
    'docs/guide.md': fenced('ts', "import { nothing } from '@wxdp/auth'", 'nothing()'),
    'packages/auth/README.md': [
      fenced('ts', call.replace('MCHID,', "'1900000002',")),
      fenced('js', "await fetch('https://example.com').catch(() => {})"),
    ].join('\n'),
    'packages/fetch/README.md': [
      fenced('ts', receive.replace('async onNotification() {}', 'onNotification: () => Promise.reject()')),
      fenced('js', 'export const handler = async () => new Response(null, { status: 204 })'),
    ].join('\n'),
    'packages/auth/src/keys/late.ts':
      '/**\n * @example\n * const key: number = await importPrivateKey(privateKey)\n */\nexport const late = 1\n',
  })
  for (const expected of [
    /README\.md:11 TS2322 .*'number'.*'string'/,
    /CONTRIBUTING\.md:2 is excused/,
    /docs\/guide\.md:2 TS2305/,
    /auth\/README\.md:2 does not run/,
    /auth\/README\.md:15 does not run: .*example\.com/s,
    /fetch\/README\.md:2 does not run: .*401 500 500/s,
    /fetch\/README\.md:17 does not run: .*204 204 204/s,
    /late\.ts:3 TS2322/,
  ]) {
    expect(found).toContainEqual(expect.stringMatching(expected))
  }
})

it('finds a snippet that does not end, and one that ends itself', async () => {
  const ends = await Promise.all([execute('setInterval(() => {}, 1000)', 4000), execute('process.exit(0)')])
  expect(ends.map(({ wrong }) => wrong)).toEqual([
    expect.stringMatching(/it did not end/),
    expect.stringMatching(/it ended before/),
  ])
})
