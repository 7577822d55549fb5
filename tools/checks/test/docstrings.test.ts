import { expect, it } from 'vitest'
import { docstrings } from '../docstrings.ts'
import { faults, manifest } from './support/tree.ts'

it('finds fields of the wire without a page, without a meaning, and without a Chinese term', async () => {
  const found = await faults(docstrings, {
    'packages/core/package.json': manifest('core'),
    'packages/core/src/index.ts': '',
    'packages/core/src/silent.ts': 'export interface Silent {\n  readonly plan_id: string\n}\n',
    'packages/core/src/foreign.ts':
      '/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554} */\nexport type Foreign = {\n  /** Plan. */\n  readonly plan_id: string\n}\n',
  })
  expect(found).toEqual([
    expect.stringMatching(/foreign\.ts:4 plan_id lacks its Chinese term/),
    expect.stringMatching(/silent\.ts:1 has fields of the wire, and no page/),
    expect.stringMatching(/silent\.ts:2 plan_id has no docstring/),
  ])
})
