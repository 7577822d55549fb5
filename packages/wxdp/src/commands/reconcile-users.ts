import { type CouponUser, reconcileCoupons, type UnconfirmedCoupon } from '@wxdp/fetch/coupon'
import { type Columns, listLines } from '../calls/object-lines.ts'
import { ProgramError } from '../errors.ts'
import type { Flags } from '../settings/read-settings.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import { type Calling, readCalling, send } from './calls.ts'
import type { Context } from './context.ts'
import { readUsers, type User } from './read-users.ts'
import { brandIn } from './run.ts'

const columns: Columns<UnconfirmedCoupon> = [
  [{ en: 'CODE', zh: '券码' }, ({ sent }) => sent.coupon_code],
  [{ en: 'NAME', zh: '名称' }, ({ coupon }) => coupon.product_coupon.display_info.name],
  [{ en: 'BATCH', zh: '批次 ID' }, ({ sent }) => sent.stock_id],
  [{ en: 'USER', zh: '用户' }, ({ sent }) => sent.openid],
  [{ en: 'RECEIVED', zh: '领取时间' }, ({ sent }) => sent.receive_time.slice(0, 16)],
]

/** `wxdp user-coupons reconcile [OPENID…]`: lists what users got and nobody confirmed. */
export async function reconcileUsers(
  context: Context,
  openids: readonly string[],
  flags: Flags,
): Promise<number> {
  const { world, screen } = context
  const calling = readCalling(context, flags)
  const given = openids.map((openid): User => ({ openid }))
  const listed = typeof flags.users === 'string' ? await readUsers(context, flags.users) : []
  const users = distinct([...given, ...listed].map((user) => complete(user, { context, calling, flags })))
  if (users.length === 0) throw nobody(context)
  const found: UnconfirmedCoupon[] = []
  const result = await send(context, calling, {}, (call) =>
    reconcileCoupons({
      client: { call },
      users: watched(users, context),
      onCoupon: (unconfirmed) => {
        found.push(unconfirmed)
      },
      signal: world.signal,
    }),
  )
  screen.progress('')
  if (flags.json) for (const { sent } of found) world.stdout.write(`${JSON.stringify(sent)}\n`)
  else if (found.length > 0) for (const line of listLines(columns, found, screen)) screen.print(line)
  const refused = result?.refused ?? []
  screen.note(
    screen.say({
      en: `${counted(users.length - refused.length, 'user')}, ${counted(found.length, 'coupon')} to be confirmed.`,
      zh: `共 ${users.length - refused.length} 个用户，${found.length} 张券待确认。`,
    }),
  )
  const [first] = refused
  if (first) {
    const openids = refused.map(({ user }) => plain(user.openid)).join(', ')
    screen.note(screen.say({ en: `Refused for ${openids}:`, zh: `以下用户被拒绝：${openids}` }))
    throw first.error
  }
  return found.length === 0 ? exitCodes.done : exitCodes.no
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Says how far it is, user by user. */
function* watched(users: readonly CouponUser[], { screen }: Context): Generator<CouponUser> {
  for (const [at, user] of users.entries()) {
    screen.progress(screen.say({ en: `${at} users …`, zh: `已查询 ${at} 个用户…` }))
    yield user
  }
}

interface Completing {
  readonly context: Context
  readonly calling: Calling
  readonly flags: Flags
}

/** A user with an appid, and with the brand of a service provider. */
function complete({ openid, ...user }: User, { context, calling, flags }: Completing): CouponUser {
  const appid = user.appid ?? flags.appid
  if (typeof appid !== 'string') {
    const shown = plain(openid)
    throw new ProgramError(
      'WXDP_USAGE',
      context.screen.say({
        en: `The user ${shown} has no appid. Pass --appid: an openid belongs to one.`,
        zh: `用户 ${shown} 没有 appid。请用 --appid 指定：openid 属于某个 appid。`,
      }),
    )
  }
  if (calling.caller.kind === 'brand') return { openid, appid }
  const own = flags.brandId === undefined ? user.brand_id : undefined
  return { openid, appid, brand_id: own ?? brandIn(calling) }
}

/** Each user once: callbacks name a user as often as coupons came. */
function distinct(users: readonly CouponUser[]): CouponUser[] {
  const byId = users.map((user) => [JSON.stringify([user.openid, user.appid, user.brand_id]), user] as const)
  return [...new Map(byId).values()]
}

function nobody({ screen }: Context): ProgramError {
  return new ProgramError(
    'WXDP_USAGE',
    screen.say({
      en: 'There is no user. Pass openids, or a file with --users: WeChat Pay lists the coupons of one user at a time.',
      zh: '没有用户。请传入 openid，或用 --users 指定文件：微信支付每次只能查询一个用户的券。',
    }),
  )
}
