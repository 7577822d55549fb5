// The canaries of the check of snippets, and what a canary is.
import type { Check } from '../check.ts'
import { execute } from '../snippets/execute.ts'
import { call, fenced, receive, type Tree } from './tree.ts'

export interface Canary {
  readonly tree?: Tree
  /** Where the fault is an argument rather than a file. */
  readonly check?: Check
  /** What the check must have looked at in the sound tree. */
  readonly looked?: RegExp
  /** Each must be found in a violation of its own. */
  readonly wants: readonly RegExp[]
}

const docstring =
  '/**\n * @example\n * const key: number = await importPrivateKey(privateKey)\n */\nexport const late = 1\n'

export const snippetCanaries: Readonly<Record<string, Canary>> = {
  snippets: {
    looked: /^5 compiled \(1 of them docstrings\), 2 run \(1 of them on callbacks\)/,
    tree: {
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
      'packages/auth/src/late.ts': docstring,
    },
    wants: [
      /README\.md:11 TS2322 .*'number'.*'string'/,
      /CONTRIBUTING\.md:2 is excused/,
      /docs\/guide\.md:2 TS2305/,
      /auth\/README\.md:2 does not run/,
      /auth\/README\.md:15 does not run: .*example\.com/s,
      /fetch\/README\.md:2 does not run: .*401 500 500/s,
      /fetch\/README\.md:16 does not run: .*204 204 204/s,
      /late\.ts:3 TS2322/,
    ],
  },
  'snippets that do not end': {
    check: async () => {
      const ends = await Promise.all([
        execute('setInterval(() => {}, 1000)', 4000),
        execute('process.exit(0)'),
      ])
      return { looked: '2 run', violations: ends.flatMap(({ wrong }) => wrong ?? []) }
    },
    wants: [/it did not end/, /it ended before/],
  },
}
