import { expect, it } from 'vitest'
import { layers } from '../layers.ts'
import { faults, look, manifest, type Tree } from './support/tree.ts'

it.each<[string, Tree, RegExp]>([
  [
    'an import of a package above',
    { 'packages/auth/src/keys/up.ts': "export type Two = typeof import('@wxdp/fetch')\n" },
    /auth\/src\/keys\/up\.ts:1 imports @wxdp\/fetch: @wxdp\/auth may not use @wxdp\/fetch/,
  ],
  [
    'an import that package.json does not declare',
    { 'packages/auth/src/keys/bare.ts': "import 'undeclared/deep'\n" },
    /bare\.ts:1 .* does not declare/,
  ],
  [
    'an import that "imports" does not have',
    { 'packages/auth/src/keys/hash.ts': "import '#missing'\n" },
    /hash\.ts:1 .*"imports"/,
  ],
  [
    'an import of another package by its path',
    {
      'packages/auth/src/keys/out.ts': "export const load = () => import('../../../fetch/src/call/two.ts')\n",
    },
    /out\.ts:1 .* outside/,
  ],
  [
    'a package that may be used and is not declared',
    { 'packages/fetch/src/call/late.ts': "import '@wxdp/core'\n" },
    /late\.ts:1 .* does not declare/,
  ],
  [
    'a package that the house does not have',
    { 'packages/extra/package.json': manifest('extra'), 'packages/extra/src/index.ts': '' },
    /extra is missing in tools\/checks\/house\.ts/,
  ],
  [
    'a room that the house does not have',
    { 'packages/auth/src/utils/pad.ts': 'export const pad = 1\n' },
    /utils\/pad\.ts:1 is in utils, which/,
  ],
  [
    'a file at the top that is not an entry point',
    { 'packages/auth/src/helper.ts': "export { importPrivateKey } from './keys/one.ts'\n" },
    /auth\/src\/helper\.ts:1 is at the top/,
  ],
  [
    'an import of a higher room',
    { 'packages/auth/src/encoding/up.ts': "export type { Key } from '../keys/one.ts'\n" },
    /encoding\/up\.ts:1 imports \.\.\/keys\/one\.ts: encoding is not above keys/,
  ],
  [
    'an import between rooms of equal rank',
    {
      'packages/auth/src/seals/one.ts': 'export const one = 1\n',
      'packages/auth/src/signatures/one.ts': "export { one } from '../seals/one.ts'\n",
    },
    /signatures\/one\.ts:1 .* signatures is not above seals/,
  ],
  [
    'an import of an entry point',
    { 'packages/auth/src/keys/round.ts': "import type {} from '../index.ts'\n" },
    /keys\/round\.ts:1 .* keys is not above entry points/,
  ],
  [
    'an import from errors',
    { 'packages/auth/src/errors.ts': "export { importPrivateKey } from './keys/one.ts'\n" },
    /errors\.ts:1 .* errors is not above keys/,
  ],
  [
    'a circle of types',
    {
      'packages/auth/src/keys/ring.ts': "import type { Back } from './back.ts'\nexport type Ring = Back\n",
      'packages/auth/src/keys/back.ts': "import type { Ring } from './ring.ts'\nexport type Back = Ring\n",
    },
    /back\.ts → .*ring\.ts → .*back\.ts: a circle/,
  ],
  [
    'logic in an entry point',
    {
      'packages/auth/src/index.ts':
        "export { importPrivateKey } from './keys/one.ts'\nexport const code = 1\n",
    },
    /auth\/src\/index\.ts:2 is more than/,
  ],
  [
    'an entry point that exports everything',
    { 'packages/fetch/src/index.ts': "export * from './call/two.ts'\n" },
    /fetch\/src\/index\.ts:1 is more than/,
  ],
  [
    'an entry point that exports what another package has',
    { 'packages/fetch/src/index.ts': "\nexport { importPrivateKey } from '@wxdp/auth'\n" },
    /fetch\/src\/index\.ts:2 is more than/,
  ],
  [
    'a test that reaches into another package',
    { 'packages/fetch/test/two.test.ts': "import { importPrivateKey } from '../../auth/src/keys/one.ts'\n" },
    /fetch\/test\/two\.test\.ts:1 reaches into packages\/auth\/src\/keys\/one\.ts/,
  ],
  [
    'an example that reaches into a package',
    {
      'examples/node/main.ts':
        "\nconst one = new URL('../../packages/auth/src/keys/one.ts', import.meta.url)\n",
    },
    /examples\/node\/main\.ts:2 reaches into packages\/auth/,
  ],
  [
    'a tool that reaches into another',
    {
      'tools/bench/run.ts': "import { open } from '../fixtures/keys.ts'\n",
      'tools/fixtures/keys.ts': 'export const open = 1\n',
    },
    /tools\/bench\/run\.ts:1 reaches into tools\/fixtures\/keys\.ts/,
  ],
])('names %s', async (_, change, expected) => {
  expect(await faults(layers, change)).toEqual([expect.stringMatching(expected)])
})

it('allows tests of a package to use its own sources, and everybody to use a higher room', async () => {
  const change = {
    'packages/auth/test/keys/one.test.ts': "import { importPrivateKey } from '../../src/keys/one.ts'\n",
    'packages/auth/src/signatures/signer.ts': "export { importPrivateKey } from '../keys/one.ts'\n",
  }
  const { violations, figures } = await look(layers, change)
  expect(violations).toEqual([])
  expect(figures).toEqual([
    '@wxdp/auth',
    '  provider       1 files   0 imports',
    '  keys           1 files   0 imports',
    '  signatures     1 files   1 imports → keys 1',
    '  entry points   1 files   1 imports → keys 1',
    '@wxdp/fetch',
    '  call           1 files   0 imports',
    '  entry points   1 files   1 imports → call 1',
  ])
})
