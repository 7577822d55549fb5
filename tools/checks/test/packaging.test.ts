import { expect, it } from 'vitest'
import { packaging } from '../packaging.ts'
import { exportsWith, look, manifest } from './support/tree.ts'

const typesLast = {
  '.': { default: './dist/index.js', types: './dist/index.d.ts' },
  './package.json': './package.json',
}

it('finds faults of manifests, of what is packed, and of how types resolve', async () => {
  const { violations } = await look(packaging, {
    'packages/auth/package.json': manifest('auth', { files: ['dist', 'src'], exports: typesLast }),
    'packages/fetch/package.json': manifest('fetch', {
      license: 'ISC',
      exports: exportsWith({ './gone.json': './dist/gone.json', './data.json': './src/data.json' }),
    }),
    'packages/fetch/dist/index.d.ts': "export * from './gone'\n",
  })
  for (const expected of [
    /auth package\.json: "files" must be/,
    /auth package\.json: "exports" \.: "types" must be first/,
    /auth: src\/keys\/one\.ts is packed/,
    /auth: publint: /,
    /fetch package\.json: "license"/,
    /fetch package\.json: "exports" \.\/data\.json: it must be "\.\/dist\/data\.json"/,
    /fetch: publint: .*gone\.json/,
    /fetch: attw: /,
  ]) {
    expect(violations).toContainEqual(expect.stringMatching(expected))
  }
})
