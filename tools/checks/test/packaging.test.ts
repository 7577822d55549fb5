import { expect, it } from 'vitest'
import { packaging } from '../packaging.ts'
import { exportsWith, look, manifest, skill, type Tree } from './support/tree.ts'

const typesLast = {
  '.': { default: './dist/index.js', types: './dist/index.d.ts' },
  './package.json': './package.json',
}

it('finds faults of manifests, of what is packed, and of how types resolve', async () => {
  const { violations } = await look(packaging, {
    'packages/auth/package.json': manifest('auth', { files: ['dist', 'test'], exports: typesLast }),
    'packages/auth/test/one.test.ts': '',
    'packages/fetch/SKILL.md': '# Another\n',
    'packages/fetch/package.json': manifest('fetch', {
      license: 'ISC',
      exports: exportsWith({
        './worker': { types: './dist/worker.d.ts', default: './dist/index.js' },
        './gone.json': './dist/gone.json',
        './data.json': './src/data.json',
      }),
    }),
    'packages/fetch/dist/index.d.ts': "export * from './gone'\n",
  })
  for (const expected of [
    /auth package\.json: "files" must be/,
    /auth package\.json: "exports" \.: "types" must be first/,
    /auth: test\/one\.test\.ts is packed/,
    /auth: publint: /,
    /fetch package\.json: "license"/,
    /fetch package\.json: "types" and "typesVersions" must be \["\.\/dist\/index\.d\.ts",\{"\*":\{"worker":\["\.\/dist\/worker\.d\.ts"\]\}\}\]/,
    /fetch package\.json: "exports" \.\/data\.json: it must be "\.\/dist\/data\.json"/,
    /auth: SKILL\.md is not packed/,
    /fetch: SKILL\.md differs from that in the root/,
    /fetch: publint: .*gone\.json/,
    /fetch: attw: /,
  ]) {
    expect(violations).toContainEqual(expect.stringMatching(expected))
  }
})

it('accepts a program without entry points, and finds faults of it', async () => {
  const program = (bin: string): string =>
    manifest('fetch', {
      name: 'wxdp',
      bin: { wxdp: bin },
      exports: { './package.json': './package.json' },
      types: undefined,
    })
  const files = {
    'packages/wxdp/SKILL.md': skill,
    'packages/wxdp/README.md': '# Wxdp\n',
    'packages/wxdp/README.zh-CN.md': '# Wxdp\n',
    'packages/wxdp/src/program/wxdp.ts': '',
    'packages/wxdp/dist/program/wxdp.js': '#!/usr/bin/env node\n',
  }
  const ofProgram = async (change: Tree): Promise<string[]> => {
    const { violations } = await look(packaging, { ...files, ...change })
    return violations.filter((text) => text.startsWith('wxdp'))
  }
  expect(await ofProgram({ 'packages/wxdp/package.json': program('./dist/program/wxdp.js') })).toEqual([])
  const astray = await ofProgram({ 'packages/wxdp/package.json': program('./src/program/wxdp.ts') })
  expect(astray).toContainEqual(expect.stringMatching(/"bin" \.\/src\/program\/wxdp\.ts: it must be/))
  const withoutShebang = await ofProgram({
    'packages/wxdp/package.json': program('./dist/program/wxdp.js'),
    'packages/wxdp/dist/program/wxdp.js': 'process.exitCode = 0\n',
  })
  expect(withoutShebang).toContainEqual(expect.stringMatching(/publint: .*#!/))
})

it('finds imports of what a user does not have, and maps that lead nowhere', async () => {
  const { violations } = await look(packaging, {
    'packages/auth/dist/index.js': "import '@wxdp/bounds'\nexport * from './gone.js'\n",
    'packages/auth/dist/index.d.ts': "export { importPrivateKey } from './keys/one.ts'\n",
    'packages/auth/dist/keys/one.d.ts':
      "import type { Deadline } from '@wxdp/bounds'\nexport declare function importPrivateKey(): Deadline\n",
    'packages/auth/dist/keys/one.d.ts.map': JSON.stringify({ sources: ['../../src/keys/two.ts'] }),
    // No entry point leads here.
    'packages/auth/dist/keys/unread.d.ts': "import '@wxdp/bounds'\n",
  })
  expect(violations.filter((text) => !text.includes('attw') && !text.includes('publint'))).toEqual([
    expect.stringMatching(
      /auth: dist\/index\.js imports @wxdp\/bounds, which package\.json does not declare/,
    ),
    expect.stringMatching(/auth: dist\/index\.js imports \.\/gone\.js, which is not packed/),
    expect.stringMatching(/auth: dist\/keys\/one\.d\.ts\.map leads to \.\.\/\.\.\/src\/keys\/two\.ts/),
    expect.stringMatching(/auth: dist\/keys\/one\.d\.ts imports @wxdp\/bounds/),
  ])
})
