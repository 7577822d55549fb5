import { type CouponSent, couponSent } from '@wxdp/core/coupon'
import type { CallbackDelivery, OwnKeySandbox, SandboxChange } from '@wxdp/sandbox'
import { describe, expect, it } from 'vitest'
import type { UserCouponRecord } from '../../src/coupons/user-coupon.ts'
import { toChinaTime } from '../../src/http/times.ts'
import { enqueueSent } from '../../src/plans/take-step.ts'
import { callerOf } from '../support/caller.ts'
import {
  batchOf,
  confirm,
  couponStage,
  delivering,
  newBundle,
  newSingle,
  owned,
  redeem,
} from '../support/coupon-stage.ts'
import {
  brandPlans,
  changesIn,
  createPlan,
  day,
  iso,
  ofBrand,
  own,
  plans,
  stage,
  start,
} from '../support/stage.ts'

const user = { openid: 'oSyn-000000000000000000000001' }

/** What the notifications among the deliveries say, verified and opened. */
async function told(box: OwnKeySandbox, deliveries: readonly CallbackDelivery[]): Promise<unknown[]> {
  return changesIn(deliveries, box.handlerSettings())
}

describe('sendCoupon', () => {
  it('gives out a coupon that waits for its confirmation, with a callback that core reads', async () => {
    const set = await couponStage()
    const { box, state } = set
    const { plan_id, stock_id } = await delivering(set, { ...newSingle(state), user_limit: 1 })
    const { userCoupon, deliveries } = await box.control.sendCoupon(plan_id, user)
    expect(userCoupon).toMatchObject({
      ...{ ...owned, ...user, unionid: 'uSyn-000000000000000000000001' },
      ...{ plan_id, stock_id, product_coupon_id: '9100000001', appid: 'wx00000000000000a1' },
      ...{ coupon_state: 'CONFIRMING', isDeletable: false },
      history: [{ step: 'send', by: 'control', before: undefined, after: 'CONFIRMING' }],
    })
    expect(userCoupon.coupon_code).toMatch(/^\d{20}$/)
    const [sent] = await told(box, deliveries)
    expect(await couponSent.resource['~standard'].validate(sent)).toEqual({ value: sent })
    expect(sent).toEqual({
      brand_id: '120344',
      coupon_code: userCoupon.coupon_code,
      product_coupon_id: '9100000001',
      stock_id,
      appid: 'wx00000000000000a1',
      ...user,
      unionid: 'uSyn-000000000000000000000001',
      receive_time: toChinaTime(start + day),
      send_request_no: userCoupon.send_request_no,
      send_channel: 'BRAND_MANAGE',
      valid_begin_time: toChinaTime(start + day),
      valid_end_time: toChinaTime(Date.parse(iso(60))),
    })
    const [record] = box.control.callbacks.slice(-1)
    expect(record).toMatchObject({
      to: 'partner',
      url: 'https://pay.example.com/coupons',
      eventType: 'PRODUCT_COUPON_SP.SEND',
      isAcknowledged: true,
    })
    const { resource } = JSON.parse(String(deliveries[0]?.request.body))
    expect(resource).toMatchObject({ original_type: 'coupon', associated_data: 'product_coupon_sp' })
  })

  it('tells a brand without its id, at the URL of the brand', async () => {
    const set = await couponStage()
    const { box } = set
    const brand = await callerOf(box, 'brand')
    const { plan_id } = await createPlan(brand, ofBrand, brandPlans)
    await box.control.approve(plan_id)
    await box.control.advance('1d')
    const { deliveries } = await box.control.sendCoupon(plan_id)
    const [sent] = await changesIn(deliveries, await box.brand.handlerSettings())
    expect(sent).not.toHaveProperty('brand_id')
    const [record] = box.control.callbacks.slice(-1)
    expect(record).toMatchObject({ to: 'brand', eventType: 'PRODUCT_COUPON.SEND' })
    expect(JSON.parse(String(deliveries[0]?.request.body)).resource.associated_data).toBe('product_coupon')
    expect(box.control.userCoupons({ owner: 'brand' }).total).toBe(1)
    expect(box.control.userCoupons({ owner: 'partner' }).total).toBe(0)
  })

  it('gives each new user an openid and a unionid of their own, and one user the same', async () => {
    const set = await couponStage()
    const { plan_id } = await delivering(set)
    const send = async (user?: object) => (await set.box.control.sendCoupon(plan_id, user)).userCoupon
    const sent = [await send(), await send(), await send(user), await send({ ...user, unionid: 'u2' })]
    expect(new Set(sent.map(({ openid }) => openid)).size).toBe(3)
    expect(sent.map(({ openid }) => openid.length)).toEqual([28, 28, 29, 29])
    expect(sent.map(({ unionid }) => unionid).slice(2)).toEqual(['uSyn-000000000000000000000001', 'u2'])
  })

  it('counts down what batch and plan have left, in all and today', async () => {
    const set = await couponStage()
    const { box, state } = set
    const { plan_id, stock_id } = await delivering(set, { ...newSingle(state), user_limit: 1 })
    for (let i = 0; i < 3; i++) await box.control.sendCoupon(plan_id)
    expect(box.control.batch(String(stock_id)).sent).toEqual({ total: 3, today: 3 })
    await box.control.advance('1d')
    await box.control.sendCoupon(plan_id)
    expect(box.control.batch(String(stock_id)).sent).toEqual({ total: 4, today: 1 })
    expect(state.coupons.sentByPlan(plan_id)).toEqual({ total: 4, today: 1 })
  })

  it('is told to whoever listens', async () => {
    const set = await couponStage()
    const { plan_id, stock_id } = await delivering(set)
    const changes: SandboxChange[] = []
    set.box.control.subscribe((change) => void changes.push(change))
    const { userCoupon } = await set.box.control.sendCoupon(plan_id)
    const couponCode = userCoupon.coupon_code
    expect(changes.slice(0, 2)).toEqual([
      { kind: 'userCoupon', couponCode },
      { kind: 'batch', stockId: stock_id },
    ])
  })

  it.each<[string, object, number, RegExp]>([
    ['user_limit', { user_limit: 2 }, 2, /user_limit of 2/],
    ['daily_limit', { daily_limit: 3, user_limit: 10 }, 3, /daily_limit of 3/],
  ])('keeps to the %s of the plan', async (_, terms, count, why) => {
    const set = await couponStage()
    const { plan_id } = await delivering(set, terms)
    for (let i = 0; i < count; i++) await set.box.control.sendCoupon(plan_id, user)
    await expect(set.box.control.sendCoupon(plan_id, user)).rejects.toMatchObject({
      code: 'SANDBOX_STEP_IMPOSSIBLE',
      message: expect.stringMatching(why),
    })
    expect(set.box.control.userCoupons().total).toBe(count)
  })

  it('keeps to the limits of the batch, which plans share', async () => {
    const set = await couponStage()
    const send_rule = { max_count: 20_000, max_count_per_day: 2, max_count_per_user: 1 }
    const ids = newSingle(set.state, { batch: { stock_send_rule: send_rule } })
    const terms = { ...ids, user_limit: 1, daily_limit: 2 }
    const first = await delivering(set, terms)
    const later = { delivery_start_time: iso(2), delivery_end_time: iso(20) }
    const second = await delivering(set, { ...terms, ...later })
    await set.box.control.sendCoupon(first.plan_id, user)
    await expect(set.box.control.sendCoupon(second.plan_id, user)).rejects.toThrow(
      /the user has reached the max_count_per_user of 1 of its batch/,
    )
    await set.box.control.sendCoupon(second.plan_id)
    await expect(set.box.control.sendCoupon(second.plan_id)).rejects.toThrow(
      /the max_count_per_day of 2 of its batch is reached/,
    )
    await set.box.control.advance('1d')
    await set.box.control.sendCoupon(second.plan_id)
  })

  it('needs a plan that delivers now', async () => {
    const { box, partner } = await couponStage()
    const { control } = box
    const { plan_id } = await createPlan(partner)
    const refused = (why: RegExp) => expect(control.sendCoupon(plan_id)).rejects.toThrow(why)
    await refused(/gives out no coupon: the plan is CREATED\./)
    await control.approve(plan_id)
    await refused(/its delivery starts at 2026-11-25/)
    await control.advance('1d')
    await control.pause(plan_id)
    await refused(/the plan is PAUSED/)
    await expect(control.sendCoupon('1')).rejects.toMatchObject({ code: 'SANDBOX_PLAN_UNKNOWN' })
    await expect(control.sendCoupon(plan_id, 'me' as never)).rejects.toMatchObject({
      code: 'SANDBOX_OPTION_INVALID',
    })
    expect(control.userCoupons().total).toBe(0)
  })

  it('needs a batch that has not ended', async () => {
    const set = await couponStage()
    const { state, box, partner } = set
    const ids = newSingle(state)
    const { plan_id } = await createPlan(partner, { ...own, ...ids, user_limit: 1 })
    state.coupons.takeBatchStep(batchOf(state, ids.stock_id), 'deactivate', { by: 'request' })
    await box.control.approve(plan_id)
    await box.control.advance('1d')
    await expect(box.control.sendCoupon(plan_id)).rejects.toThrow(/its batch 9100000001001 is DEACTIVATED/)
  })

  it.each(['partner', 'brand'] as const)('needs the callback URL of the %s', async (kind) => {
    const { box } = await stage()
    const call = await callerOf(box, kind)
    const [body, target] = kind === 'brand' ? [ofBrand, brandPlans] : [own, plans]
    const { plan_id } = await createPlan(call, body, target)
    await expect(box.control.sendCoupon(plan_id)).rejects.toMatchObject({
      code: 'SANDBOX_NOTIFY_URL_MISSING',
      message: expect.stringContaining(`Call setCouponNotifyUrl of @wxdp/core/${kind}/coupon first.`),
    })
    const { couponNotifyUrl, brandCouponNotifyUrl } = box.control
    expect([couponNotifyUrl, brandCouponNotifyUrl]).toEqual([undefined, undefined])
  })
})

describe('a coupon', () => {
  it('expires at the end of its validity, also if it was never confirmed', async () => {
    const set = await couponStage({ coupon: { available_days: 2 } })
    const { control } = set.box
    const { plan_id } = await delivering(set)
    const { userCoupon } = await control.sendCoupon(plan_id)
    const confirmed = await control.sendCoupon(plan_id)
    confirm(set.state, confirmed.userCoupon.coupon_code)
    await control.advance('2d')
    const found = [userCoupon, confirmed.userCoupon].map(({ coupon_code }) => control.userCoupon(coupon_code))
    expect(found.map(({ coupon_state }) => coupon_state)).toEqual(['EXPIRED', 'EXPIRED'])
    expect(found.map(({ confirmation }) => confirmation !== undefined)).toEqual([false, true])
    expect(found[1]?.history.map(({ step, by }) => [step, by])).toEqual([
      ['send', 'control'],
      ['confirm', 'request'],
      ['expire', 'clock'],
    ])
  })

  it('can be used from the day on that the batch says', async () => {
    const set = await couponStage({ coupon: { wait_days_after_receive: 2, available_days: 2 } })
    const { control } = set.box
    const { plan_id } = await delivering(set)
    const { coupon_code } = (await control.sendCoupon(plan_id)).userCoupon
    confirm(set.state, coupon_code)
    const state = () => control.userCoupon(coupon_code).coupon_state
    expect(state()).toBe('PENDING')
    await control.advance('2d')
    expect(state()).toBe('EFFECTIVE')
    await control.advance('2d')
    expect(state()).toBe('EXPIRED')
  })

  it('is deleted by its user once it is confirmed, and never again', async () => {
    const set = await couponStage()
    const { control } = set.box
    const { plan_id } = await delivering(set)
    const { coupon_code } = (await control.sendCoupon(plan_id)).userCoupon
    const refused = { code: 'SANDBOX_STEP_IMPOSSIBLE', message: expect.stringContaining('is CONFIRMING') }
    expect(() => control.deleteUserCoupon(coupon_code)).toThrow(expect.objectContaining(refused))
    confirm(set.state, coupon_code)
    expect(control.userCoupon(coupon_code).isDeletable).toBe(true)
    expect(control.deleteUserCoupon(coupon_code)).toMatchObject({
      coupon_state: 'DELETED',
      isDeletable: false,
    })
    expect(() => control.deleteUserCoupon(coupon_code)).toThrow(/is DELETED/)
    await control.advance('90d')
    expect(control.userCoupon(coupon_code).coupon_state).toBe('DELETED')
  })

  it('that does not exist is named', async () => {
    const { control } = (await couponStage()).box
    const finds = [
      () => control.coupon('7'),
      () => control.batch('7'),
      () => control.userCoupon('7'),
      () => control.deleteUserCoupon('7'),
    ]
    for (const find of finds) {
      expect(find).toThrow(
        expect.objectContaining({
          code: 'SANDBOX_COUPON_UNKNOWN',
          message: expect.stringContaining('The sandbox has no coupon or batch 7.'),
        }),
      )
    }
  })
})

describe('of a group', () => {
  it('the next coupon comes when one is redeemed, once, and within the same validity', async () => {
    const set = await couponStage()
    const { state, box } = set
    const { plan_id } = await delivering(set, { ...newBundle(state), user_limit: 1 })
    const { userCoupon, deliveries } = await box.control.sendCoupon(plan_id, user)
    const { stock_bundle_id, user_coupon_bundle_id } = (await told(box, deliveries))[0] as CouponSent
    expect(userCoupon.bundle).toEqual({ id: user_coupon_bundle_id, index: 0, count: 3 })
    expect(stock_bundle_id).toBe(box.control.batch(userCoupon.stock_id).stock_bundle_info?.stock_bundle_id)
    const next = redeem(state, userCoupon.coupon_code) as UserCouponRecord
    expect(next).toMatchObject({
      ...{ coupon_state: 'CONFIRMING', plan_id, openid: user.openid },
      ...{ stock_id: '9100000001002', send_request_no: userCoupon.send_request_no },
      bundle: { id: user_coupon_bundle_id, index: 1, count: 3 },
      valid_end_time: userCoupon.valid_end_time,
    })
    expect(toChinaTime(next.valid_begin_time)).toBe('2026-11-26T00:00:00+08:00')
    // Returned and redeemed once more.
    const used = state.coupons.userCoupons.find(userCoupon.coupon_code) as UserCouponRecord
    state.coupons.takeStep(used, 'return', {
      by: 'request',
      change: { return: { request_no: 'r', time: 1 } },
    })
    expect(redeem(state, userCoupon.coupon_code)).toBeUndefined()
    await box.control.advance('1d')
    const last = redeem(state, next.coupon_code) as UserCouponRecord
    await box.control.advance('1d')
    expect(redeem(state, last.coupon_code)).toBeUndefined()
    const shown = state.coupons.received.userCoupon(last)
    expect(shown.user_product_coupon_bundle_info).toEqual({
      user_coupon_bundle_id,
      user_coupon_bundle_index: 2,
      total_count: 3,
      used_count: 3,
    })
    // Only the first one counts for the plan and for the user.
    expect(state.coupons.sentByPlan(plan_id).total).toBe(1)
    const sent = box.control.batches({ productCouponId: userCoupon.product_coupon_id }).batches
    expect(sent.map(({ sent }) => sent.total)).toEqual([1, 1, 1])
    await expect(box.control.sendCoupon(plan_id, user)).rejects.toThrow(/user_limit of 1/)
  })

  it('the next coupon is given out, too, when nobody has set a URL: nobody is told', async () => {
    const { state, box, partner } = await couponStage()
    const { plan_id } = await delivering({ box, partner }, { ...newBundle(state), user_limit: 1 })
    const { coupon_code } = (await box.control.sendCoupon(plan_id)).userCoupon
    const next = redeem(state, coupon_code) as UserCouponRecord
    const told = box.control.callbacks.length
    enqueueSent({ ...state, couponNotifyUrls: new Map() }, next)
    await box.control.settled()
    expect(box.control.callbacks).toHaveLength(told)
    enqueueSent(state, next)
    await box.control.settled()
    expect(box.control.callbacks.at(-1)).toMatchObject({ resource: { coupon_code: next.coupon_code } })
  })

  it('a coupon that can be used once has no next one', async () => {
    const set = await couponStage()
    const { plan_id } = await delivering(set)
    const { coupon_code } = (await set.box.control.sendCoupon(plan_id)).userCoupon
    expect(redeem(set.state, coupon_code)).toBeUndefined()
  })
})

describe('lists', () => {
  it('filter coupons, batches and coupons of users, page by page', async () => {
    const set = await couponStage()
    const { control } = set.box
    const ids = newSingle(set.state, { batch: { remark: '十二月' } })
    const { plan_id } = await delivering(set, { ...ids, user_limit: 1 })
    const other = await delivering(set, { delivery_start_time: iso(2), delivery_end_time: iso(20) })
    const codes: string[] = []
    for (let i = 0; i < 3; i++) codes.push((await control.sendCoupon(plan_id)).userCoupon.coupon_code)
    const { userCoupon } = await control.sendCoupon(other.plan_id, user)
    confirm(set.state, codes[1] as string)
    const coded = (query?: object) =>
      control.userCoupons(query).userCoupons.map(({ coupon_code }) => coupon_code)
    expect(coded({ planId: plan_id })).toEqual(codes)
    expect(coded({ state: 'EFFECTIVE' })).toEqual([codes[1]])
    expect(coded({ stockId: ids.stock_id, newestFirst: true, limit: 2 })).toEqual([codes[2], codes[1]])
    expect(coded({ openid: user.openid })).toEqual([userCoupon.coupon_code])
    expect(coded({ text: 'OSYN-' })).toEqual([userCoupon.coupon_code])
    expect(coded({ state: 'CONFIRMING', offset: 1, limit: 1 })).toEqual([codes[2]])
    expect(control.userCoupons({ planId: plan_id, limit: 1 }).total).toBe(3)
    expect(control.coupons({ text: '打八折' }).coupons.map((each) => each.product_coupon_id)).toEqual([
      ids.product_coupon_id,
    ])
    expect(control.coupons({ state: 'DEACTIVATED' })).toEqual({ total: 0, coupons: [] })
    expect(control.coupons({ owner: 'partner' }).total).toBe(2)
    expect(control.batches({ text: '十二月' }).batches.map(({ stock_id }) => stock_id)).toEqual([
      ids.stock_id,
    ])
    expect(control.batches({ productCouponId: '1000000013', state: 'SENDING' }).total).toBe(1)
    expect(control.batches({ productCouponId: 'none' })).toEqual({ total: 0, batches: [] })
    expect(control.batches().total).toBe(2)
    expect(control.batch(ids.stock_id).history).toMatchObject([{ step: 'create', after: 'SENDING' }])
    expect(() => control.userCoupons({ state: 'LOST' as never })).toThrow(
      expect.objectContaining({ code: 'SANDBOX_OPTION_INVALID' }),
    )
    for (const list of [control.coupons, control.batches] as ((query: object) => object)[]) {
      expect(() => list({ limit: 0 })).toThrow(expect.objectContaining({ code: 'SANDBOX_OPTION_INVALID' }))
    }
  })
})
