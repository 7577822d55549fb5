import type { CouponTarget } from '../doctor/coupon.ts'
import { type Finding, skipped } from '../doctor/finding.ts'
import { checkKeyFiles } from '../doctor/key-files.ts'
import { checkOwnKeys } from '../doctor/own-keys.ts'
import { checkPlatform } from '../doctor/platform.ts'
import { checkSurroundings } from '../doctor/surroundings.ts'
import { ProgramError } from '../errors.ts'
import { keyText } from '../settings/key-text.ts'
import { type Flags, readSettings } from '../settings/read-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import type { Screen } from '../terminal/screen.ts'
import type { World } from '../terminal/streams.ts'
import type { Context } from './context.ts'
import { requireCount } from './flag-values.ts'
import { readInput } from './read-input.ts'

/** `wxdp doctor [FILE…]`: checks the set-up, and says what each key file is. */
export async function doctor(context: Context, files: readonly string[], flags: Flags): Promise<number> {
  const { screen } = context
  if (flags.offline && flags.live) {
    throw new ProgramError(
      'WXDP_USAGE',
      screen.say({
        en: '--offline and --live exclude each other.',
        zh: '--offline 和 --live 不能同时使用。',
      }),
    )
  }
  const target = targetIn(context, flags)
  const findings =
    files.length > 0 ? await checkFiles(context, files) : await checkSetUp(context, flags, target)
  const isWell = findings.every(({ status }) => status !== 'fault')
  if (flags.json) {
    screen.printJson({
      well: isWell,
      checks: findings.map(({ check, status, text, remedy }) => ({
        check,
        status,
        text: screen.say(text),
        remedy: remedy ? screen.say(remedy) : null,
      })),
    })
  } else {
    for (const finding of findings) print(finding, screen)
  }
  return isWell ? exitCodes.done : exitCodes.no
}

async function checkFiles(context: Context, files: readonly string[]): Promise<Finding[]> {
  const contents = await Promise.all(files.map((file) => readInput(context, file)))
  return checkKeyFiles(
    files.map((file, at) => ({ file, contents: keyText(contents[at] ?? new Uint8Array()) })),
  )
}

/**
 * The plan or the coupon that flags name.
 *
 * @throws {ProgramError} `WXDP_USAGE`
 */
function targetIn({ screen }: Context, flags: Flags): CouponTarget | undefined {
  const { planId, productCouponId, stockId, stockBundleId, offline } = flags as CouponTarget & Flags
  const ids = [productCouponId, stockId ?? stockBundleId].filter((id) => id !== undefined)
  if (planId === undefined && ids.length === 0) return undefined
  if (offline) {
    throw new ProgramError(
      'WXDP_USAGE',
      screen.say({
        en: 'A plan and its coupon are read from WeChat Pay, which --offline excludes.',
        zh: '投放计划和商品券须从微信支付查询，不能与 --offline 同时使用。',
      }),
    )
  }
  if (planId !== undefined ? ids.length > 0 : ids.length < 2) {
    throw new ProgramError(
      'WXDP_USAGE',
      screen.say({
        en: 'Pass either --plan-id, or --product-coupon-id with --stock-id or --stock-bundle-id.',
        zh: '请指定 --plan-id，或同时指定 --product-coupon-id 与 --stock-id 或 --stock-bundle-id。',
      }),
    )
  }
  return { planId, productCouponId, stockId, stockBundleId }
}

async function checkSetUp(
  context: Context,
  flags: Flags,
  target: CouponTarget | undefined,
): Promise<Finding[]> {
  const { world, screen } = context
  const settings = readSettings(flags, world, screen.language)
  const offline = [...checkOwnKeys(settings, world.now()), ...checkPlatform(settings, world.now())]
  const isSound = offline.every(({ status }) => status !== 'fault')
  const findings = [...offline, ...checkSurroundings(settings)]
  if (flags.offline) return findings
  // Offline, the transport is not loaded.
  const { checkNetwork } = await import('../doctor/network.ts')
  const network = await checkNetwork(settings, world, isSound)
  const mayCall = isSound && network.every(({ status }) => status !== 'fault')
  const coupon = await checkCouponOf(target, { settings, world, mayCall })
  if (!flags.live) return [...findings, ...network, ...coupon]
  if (!mayCall) {
    const later = skipped('echo', 'Needs a set-up without a fault.', '其他检查全部通过后再进行。')
    return [...findings, ...network, ...coupon, later]
  }
  const { checkLive } = await import('../doctor/live.ts')
  const port =
    flags.port === undefined
      ? undefined
      : requireCount(context, '--port', flags.port, { usual: 0, most: 65_535 })
  return [...findings, ...network, ...coupon, ...(await checkLive(settings, world, { port, patience }))]
}

async function checkCouponOf(
  target: CouponTarget | undefined,
  { settings, world, mayCall }: { settings: Settings; world: World; mayCall: boolean },
): Promise<Finding[]> {
  if (!target) {
    return [
      skipped(
        'coupon',
        'Pass --plan-id to check what a plan needs of its coupon.',
        '如需检查投放计划对商品券的要求，请用 --plan-id 指定计划。',
      ),
    ]
  }
  if (!mayCall) return [skipped('coupon', 'Needs a set-up without a fault.', '其他检查全部通过后再进行。')]
  const { checkCoupon } = await import('../doctor/coupon.ts')
  return await checkCoupon(settings, world, target)
}

/** Milliseconds to wait for the callback of the self-test. WeChat Pay sends it at once. */
const patience = 20_000

const marks = {
  well: ['✓', 'green'],
  warning: ['!', 'yellow'],
  fault: ['✗', 'red'],
  skipped: ['-', 'dim'],
} as const

function print({ check, status, text, remedy }: Finding, { say, style, print }: Screen): void {
  const [mark, colour] = marks[status]
  const [first = '', ...more] = say(text).split('\n').map(plain)
  const advice = remedy ? [plain(say(remedy))] : []
  // A remedy follows in the same line, unless there is more to say first.
  const line = more.length > 0 ? first : [first, ...advice].join(say({ en: ' ', zh: '' }))
  print(`${style(colour, `${mark} ${check}`)}: ${line}`)
  if (more.length > 0) for (const each of [...more, ...advice]) print(`  ${each}`)
}
