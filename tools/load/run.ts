// Gives out coupons under load, and shows what became of them.
//
//   node --import tsx tools/load/run.ts [--per-second 1000] [--seconds 30] [--no-kills]
import { parseArgs } from 'node:util'
import { findRedis, startRedis } from '@wxdp-internal/services'
import { type LoadResult, loadWithCoupons } from './coupons.ts'

const { values } = parseArgs({
  options: {
    'per-second': { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    'no-kills': { type: 'boolean', default: false },
  },
})
const perSecond = Number(values['per-second'])
const seconds = Number(values.seconds)
const program = await findRedis()
if (!(perSecond > 0 && seconds > 0)) fail('--per-second and --seconds must be positive numbers.')
if (!program) fail('redis-server is missing. On Debian: apt-get install redis-server.')

const redis = await startRedis({ program: program as string })
try {
  const result = await loadWithCoupons({
    redis,
    perSecond,
    count: Math.round(perSecond * seconds),
    kills: !values['no-kills'],
    onProgress: (text) => console.error(`  ${text}`),
  })
  for (const [what, value] of rowsOf(result)) console.log(`${what.padEnd(48)}${value}`)
  const isRight = result.notOnce === 0 && result.vouchers === result.given && result.usable === result.given
  console.log(isRight ? '✓ each confirmed once, none lost' : '✗ some were lost, or confirmed more than once')
  process.exitCode = isRight ? 0 : 1
} finally {
  await redis.stop()
}

function rowsOf(result: LoadResult): readonly (readonly [string, string])[] {
  const { costOfLoop, costOfBare } = result
  const ms = (value: number | undefined): string =>
    value === undefined ? 'unknown' : `${value.toFixed(2)} ms`
  return [
    ['given out', `${result.given}, ${Math.round(result.rate)} a second (asked: ${perSecond})`],
    ['all confirmed after the last one', `${(result.drained / 1000).toFixed(1)} s`],
    [
      'states',
      Object.entries(result.states)
        .map(([state, count]) => `${state} ${count}`)
        .join(', '),
    ],
    ['not confirmed exactly once', `${result.notOnce}`],
    ['counterparts made, and usable', `${result.vouchers}, ${result.usable}`],
    ['deliveries, and those without a 2xx', `${result.deliveries}, ${result.failed}`],
    ['processes killed', `${result.kills}`],
    ['found by reconciliation only', `${result.reconciled}`],
    ['processor time a coupon, receivers and workers', ms(costOfLoop)],
    ['processor time a callback, bare server', ms(costOfBare)],
    ...(costOfLoop && costOfBare ? [['ratio', (costOfLoop / costOfBare).toFixed(1)] as const] : []),
  ]
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
