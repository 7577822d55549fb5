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

it('finds an endpoint whose page is not that of its @see', async () => {
  const [first, second] = [
    'https://pay.weixin.qq.com/doc/v3/partner/4016184554',
    'https://pay.weixin.qq.com/doc/brand/4018381114',
  ]
  const endpoint = (see: string, page: string): string =>
    `/** Gets it.${see && ` @see {@link ${see}}`} */\nexport const getPlanStatistics: Endpoint<In, Out> = /* @__PURE__ */ defineEndpoint({\n  name: 'getPlanStatistics',\n  ${page}\n})\n`
  const found = await faults(docstrings, {
    'packages/core/package.json': manifest('core'),
    'packages/core/src/index.ts': '',
    'packages/core/src/a.ts': endpoint(first, ''),
    'packages/core/src/b.ts': endpoint(first, `page: '${second}',`),
    'packages/core/src/c.ts': endpoint('', `page: '${second}',`),
    'packages/core/src/sound.ts': endpoint(second, `page: '${second}',`),
  })
  expect(found).toEqual([
    'packages/core/src/a.ts:2 getPlanStatistics has no page. Add page: with the URL of its @see.',
    `packages/core/src/b.ts:2 getPlanStatistics has the page ${second}, and @see ${first}. Make them the same.`,
    'packages/core/src/c.ts:2 getPlanStatistics has no @see with the URL of its page. Add @see {@link …}.',
  ])
})
