import { expect, it } from 'vitest'
import { neutral } from '../neutral.ts'
import { faults } from './support/tree.ts'

it.each([
  ["import 'node:fs'\n", /keys\/planted\.ts:1 imports node:fs/],
  ["import type { Stats } from 'fs'\nexport type S = Stats\n", /keys\/planted\.ts:1 imports fs/],
  ["import '../provider/fast.node.ts'\n", /keys\/planted\.ts:1 imports \.\.\/provider\/fast\.node\.ts/],
  ['\nexport const pid = process.pid\n', /keys\/planted\.ts:2 .*process/],
  ['export type Bytes = readonly Buffer[]\n', /keys\/planted\.ts:1 .*Buffer/],
  ['export const env = globalThis.process\n', /keys\/planted\.ts:1 .*process/],
  ['export const bag = { require }\n', /keys\/planted\.ts:1 .*require/],
])('finds Node in %j', async (text, expected) => {
  const found = await faults(neutral, { 'packages/auth/src/keys/planted.ts': text })
  expect(found).toEqual([expect.stringMatching(expected)])
})

it('allows it in a program for Node', async () => {
  const program = { name: 'wxdp', version: '0.0.0', exports: { './package.json': './package.json' } }
  const found = await faults(neutral, {
    'packages/wxdp/package.json': JSON.stringify(program),
    'packages/wxdp/src/program/wxdp.ts': "import 'node:fs'\nprocess.exitCode = 1\n",
  })
  expect(found).toEqual([])
})

it('allows it in a room for Node, which only the entry point for Node exports', async () => {
  const node =
    "import { readFileSync } from 'node:fs'\nexport const read = () => Buffer.from(readFileSync('x'))\n"
  const entry = "export { read } from './node/read.ts'\n"
  const change = { 'packages/auth/src/node/read.ts': node, 'packages/auth/src/node.ts': entry }
  expect(await faults(neutral, change)).toEqual([])
  const leak = await faults(neutral, { ...change, 'packages/auth/src/platform.ts': entry })
  expect(leak).toEqual([expect.stringMatching(/platform\.ts:1 imports \.\/node\/read\.ts/)])
})
