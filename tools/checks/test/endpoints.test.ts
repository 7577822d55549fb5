import { expect, it } from 'vitest'
import { endpoints } from '../endpoints.ts'
import { exportsWith, faults, look, manifest, type Tree } from './support/tree.ts'

const page = (...rows: readonly string[]): string =>
  ['# All', '', '| to | `@wxdp/core/partner` | `@wxdp/core` |', '| --- | --- | --- |', ...rows, ''].join('\n')
const core: Tree = {
  'packages/core/package.json': manifest('core', {
    exports: exportsWith({ './partner': { types: './dist/partner.d.ts' } }),
  }),
  'packages/core/src/index.ts': "export { planStockLow } from './plan/low.ts'\nexport const other = 1\n",
  'packages/core/src/plan/low.ts':
    "export const planStockLow: NotificationDefinition<'planStockLow', Low> = defineNotification({})\n",
  'packages/core/src/partner.ts':
    "export type { In } from './partner/get.ts'\nexport { getPlanStatistics } from './partner/get.ts'\n",
  'packages/core/src/partner/get.ts':
    'export interface In {}\nexport const getPlanStatistics: Endpoint<In, Out> = defineEndpoint({})\n',
}
const [en, zh] = ['docs/en/reference/endpoints.md', 'docs/zh/reference/endpoints.md'] as const
const sound = page('| count `it` | `getPlanStatistics` | |', '| low | | `planStockLow` |')

it('takes a row for each endpoint and each notification', async () => {
  const { looked, violations } = await look(endpoints, { ...core, [en]: sound, [zh]: sound })
  expect(violations).toEqual([])
  expect(looked).toBe('2 endpoints and notifications')
})

it('finds what no row names, in each language', async () => {
  const wrong = page('| count | | `getPlanStatistics` |', '| low | | `planStockLow` |')
  expect(await faults(endpoints, { ...core, [en]: wrong })).toEqual([
    `docs/en/reference/endpoints.md names getPlanStatistics, and @wxdp/core does not export it as an endpoint or a notification. Remove it.`,
    `partner.getPlanStatistics is not named in ${en}. Add its row, in the column @wxdp/core/partner.`,
    `partner.getPlanStatistics is not named in ${zh}. Add its row, in the column @wxdp/core/partner.`,
    `planStockLow is not named in ${zh}. Add its row, in the column @wxdp/core.`,
  ])
})
