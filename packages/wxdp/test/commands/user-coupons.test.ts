import { describe, expect, it } from 'vitest'
import { fileWith } from '../support/callbacks.ts'
import { couponOf, deliveringPlan, json } from '../support/coupons.ts'
import { inside, wxdp } from '../support/program.ts'
import { type Box, startSandbox } from '../support/sandbox.ts'

const appid = ['--appid', 'wx00000000000000a1']

/** A user who got a coupon of a plan. */
async function sentCoupon(box: Box) {
  const planId = await deliveringPlan(box, await couponOf(box.partner))
  const { userCoupon } = await box.sandbox.control.sendCoupon(planId)
  return { planId, ...userCoupon }
}

interface UserCoupon {
  readonly user_coupon: { readonly coupon_state: string }
}

describe('wxdp user-coupons', () => {
  it('finds a coupon that nobody confirmed, confirms, redeems, returns and withdraws it', async () => {
    const box = await startSandbox()
    const { partner } = box
    const { openid, coupon_code } = await sentCoupon(box)
    const reconcile = ['user-coupons', 'reconcile', openid, ...appid]
    const table = await wxdp(reconcile, { env: partner })
    expect(table).toMatchObject({ code: 1, stderr: '1 user, 1 coupon to be confirmed.\n' })
    expect(table.stdout).toMatch(
      new RegExp(`^CODE +NAME +BATCH +USER +RECEIVED\n${coupon_code} .* ${openid} `),
    )
    const { stdout: sent } = await inside([...reconcile, '--json'], { env: partner })
    expect(JSON.parse(sent)).toMatchObject({ openid, coupon_code, appid: 'wx00000000000000a1' })

    const file = fileWith(sent, 'coupon.json')
    const run = (name: string, ...more: string[]) =>
      json<UserCoupon>(['user-coupons', name, '--file', file, ...more], partner)
    const stateAfter = async (name: string, ...more: string[]) =>
      (await run(name, ...more)).user_coupon.coupon_state
    expect(await stateAfter('confirm')).toBe('EFFECTIVE')
    const done = await inside(reconcile, { env: partner })
    expect(done).toEqual({ code: 0, stdout: '', stderr: '1 user, 0 coupons to be confirmed.\n' })
    expect(await stateAfter('use', '--transaction-id', '4200009999202612060000000001', '--yes')).toBe('USED')
    expect(await stateAfter('return')).toBe('EFFECTIVE')
    expect(await stateAfter('deactivate', '--deactivate-reason', '投诉', '--yes')).toBe('DEACTIVATED')
    const shown = await inside(['user-coupons', 'get', '--file', file], { env: partner })
    expect(shown.stdout).toMatch(/^coupon_state +DEACTIVATED$/m)
  })

  it('lists the coupons of a user', async () => {
    const box = await startSandbox()
    const { openid, coupon_code } = await sentCoupon(box)
    const list = ['user-coupons', 'list', openid, ...appid]
    const { code, stdout } = await inside(list, { env: box.partner })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^CODE +STATE +NAME +BATCH +RECEIVED +UNTIL\n/)
    expect(stdout).toMatch(new RegExp(`^${coupon_code} +CONFIRMING `, 'm'))
    const none = await inside([...list, '--state', 'USED'], { env: box.partner })
    expect(none).toEqual({ code: 0, stdout: '', stderr: 'The user has no such coupons.\n' })
  })

  it('says why a coupon cannot be redeemed', async () => {
    const box = await startSandbox()
    const { openid, coupon_code, product_coupon_id, stock_id } = await sentCoupon(box)
    const ids = [
      openid,
      coupon_code,
      '--product-coupon-id',
      product_coupon_id,
      '--stock-id',
      stock_id,
      ...appid,
    ]
    const { code, stderr } = await inside(['user-coupons', 'use', ...ids, '--yes'], { env: box.partner })
    expect(code).toBe(3)
    expect(stderr).toMatch(/Warning: .*associated_order_info/)
    expect(stderr).toMatch(/useCoupon: WeChat Pay responded with HTTP 4\d\d/)
  })
})

describe('wxdp user-coupons reconcile', () => {
  it('takes users from a file, each once: openids, and lines of listen', async () => {
    const box = await startSandbox()
    const { openid, coupon_code } = await sentCoupon(box)
    const lines = [
      'oSyn-nobody',
      '',
      JSON.stringify({ outcome: 'accepted', resource: { openid, appid: 'wx00000000000000a1' } }),
      JSON.stringify({ openid }),
      JSON.stringify({ outcome: 'accepted', resource: { plan_id: '1' } }),
    ]
    const args = ['user-coupons', 'reconcile', '--users', '-', ...appid]
    const { code, stdout, stderr } = await inside(args, { env: box.partner, stdin: lines.join('\n') })
    expect({ code, stderr }).toEqual({ code: 1, stderr: '2 users, 1 coupon to be confirmed.\n' })
    expect(stdout).toContain(coupon_code)
    const watched = await inside(args, { env: box.partner, stdin: lines.join('\n'), isTTY: true })
    expect(watched.stderr).toContain('1 users …')
  })

  it('works for a brand', async () => {
    const { brand } = await startSandbox()
    const args = ['user-coupons', 'reconcile', 'oSyn-1', ...appid, '--lang', 'zh']
    expect(await inside(args, { env: brand })).toEqual({
      code: 0,
      stdout: '',
      stderr: '共 1 个用户，0 张券待确认。\n',
    })
  })

  it('exits with 3 if WeChat Pay refuses one, and lists the others', async () => {
    const box = await startSandbox()
    const { openid, coupon_code } = await sentCoupon(box)
    box.sandbox.control.refuseNext(268578526)
    const args = ['user-coupons', 'reconcile', 'oSyn-1', openid, ...appid]
    const { code, stdout, stderr } = await inside(args, { env: box.partner })
    expect(code).toBe(3)
    expect(stdout).toContain(coupon_code)
    expect(stderr).toMatch(
      /^1 user, 1 coupon to be confirmed\.\nRefused for oSyn-1:\nlistUserCoupons: WeChat Pay responded/,
    )
  })

  it('says what is missing', async () => {
    const { partner } = await startSandbox()
    const of = (args: string[], stdin = '') =>
      inside(['user-coupons', 'reconcile', ...args], { env: partner, stdin })
    expect(await of([])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_USAGE: There is no user\./),
    })
    expect(await of(['oSyn-1'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_USAGE: The user oSyn-1 has no appid\./),
    })
    expect(await of(['--users', '-', ...appid], 'oSyn-1\nno openid')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_INPUT_INVALID: -, line 2: expected an openid/),
    })
  })
})
