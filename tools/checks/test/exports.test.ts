import { expect, it } from 'vitest'
import { exports } from '../exports.ts'
import { exportsWith, faults, manifest, type Tree } from './support/tree.ts'

const one = "export { importPrivateKey } from './keys/one.ts'\n"
const declare = (entries: Readonly<Record<string, string>>): Tree => {
  const subpaths = Object.keys(entries).map((name) => [`./${name}`, { types: `./dist/${name}.d.ts` }])
  return {
    'packages/auth/package.json': manifest('auth', { exports: exportsWith(Object.fromEntries(subpaths)) }),
    ...Object.fromEntries(
      Object.entries(entries).map(([name, text]) => [`packages/auth/src/${name}.ts`, text]),
    ),
  }
}

it('finds names that were added and taken away', async () => {
  const found = await faults(exports, {
    'packages/auth/package.json': manifest('auth', {
      exports: exportsWith({ './more.json': './dist/more.json' }),
    }),
    'packages/auth/src/keys/one.ts': 'export class one {}\nexport const more = 1\n',
    'packages/auth/src/index.ts': "export { more, one } from './keys/one.ts'\n",
  })
  expect(found).toEqual([
    expect.stringMatching(
      /- @wxdp\/auth importPrivateKey function\n.*\+ @wxdp\/auth more const\n.*\+ @wxdp\/auth one class\n.*\+ @wxdp\/auth\/more\.json default json/,
    ),
  ])
})

it('finds one name for two things, and allows one thing at two import paths', async () => {
  const found = await faults(exports, {
    ...declare({ twice: one, other: "export { importPrivateKey } from './keys/other.ts'\n" }),
    'packages/auth/src/keys/other.ts': 'export function importPrivateKey(): void {}\n',
  })
  expect(found).toEqual([
    expect.stringMatching(/^@wxdp\/auth\/other and @wxdp\/auth both export a importPrivateKey/),
    expect.stringMatching(/differs from what is exported/),
  ])
})

it('finds a name that says nothing', async () => {
  const found = await faults(exports, {
    ...declare({ other: "export type { Message } from './keys/other.ts'\n" }),
    'packages/auth/src/keys/other.ts': 'export interface Message {}\n',
  })
  expect(found).toEqual([
    expect.stringMatching(/^@wxdp\/auth\/other exports Message/),
    expect.stringMatching(/differs from what is exported/),
  ])
})
