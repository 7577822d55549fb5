// The coupons of examples/coupons when something goes wrong: what fails, comes twice, is lost, or is killed.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CouponSent } from '@wxdp/core/coupon'
import { confirmCoupon, returnCoupon, useCoupon } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { createSandbox, type Fault, type Sandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { freePort, loader, startChild, variablesFor } from '@wxdp-internal/services'
import { describe, expect, it } from 'vitest'
import { createCoupons } from '../../../examples/coupons/coupons.ts'
import { appid, openShop } from '../../../examples/coupons/shop.ts'
import { openVouchers } from '../../../examples/coupons/vouchers.ts'
import { steps } from './support/coupon-receiver.ts'

const file = (): string => join(mkdtempSync(join(tmpdir(), 'wxdp-coupons-')), 'vouchers.json')
const openid = 'oSyn-000000000000000000000001'

async function open(sandbox: Sandbox, notify_url: string) {
  const options = { ...sandbox.clientOptions(), wait: async () => {} }
  const client = createClient(options)
  const { credentials, brand } = sandbox
  const { mchid } = credentials
  const shop = await openShop(client, { options, mchid, brand_id: brand.brandId, notify_url })
  await sandbox.control.approve(shop.plan_id)
  return { ...shop, client }
}

const countOf = ({ control }: Sandbox, code: string, step: string): number =>
  control.userCoupon(code).history.filter((entry) => entry.step === step).length

/** A sandbox whose callbacks the test handles itself, and the example's functions. */
async function stage() {
  const sandbox = await createSandbox({ deliver: async () => new Response(null, { status: 204 }) })
  const { client, plan_id, brand_id } = await open(sandbox, 'https://pay.example.com/wechatpay/coupons')
  const vouchers = openVouchers(file())
  const { control } = sandbox
  return {
    ...{ sandbox, control, vouchers, user: { openid, appid, brand_id } },
    coupons: createCoupons(client, vouchers),
    async take(): Promise<CouponSent> {
      await control.sendCoupon(plan_id, { openid })
      return control.callbacks.at(-1)?.resource as unknown as CouponSent
    },
    states: async ({ coupon_code }: CouponSent) => [
      (await vouchers.find(coupon_code))?.state,
      control.userCoupon(coupon_code).coupon_state,
    ],
  }
}

const order = () => ({
  transaction_id: '4200000000000000000000000001',
  paidAt: new Date().toISOString(),
  saved: 1000,
})

describe('a confirmation', () => {
  it.each<Fault>([429, 500, 502, 'html', 'unsigned', 'reset'])(
    'that ends in %s is made up for by the next callback',
    async (fault) => {
      const { sandbox, control, coupons, take, states } = await stage()
      const sent = await take()
      const id = control.addFault({ endpoint: confirmCoupon, fault })
      await expect(coupons.receive(sent)).rejects.toThrow()
      expect((await states(sent))[0]).toBe('issued')
      control.removeFault(id)
      await coupons.receive(sent)
      expect(await states(sent)).toEqual(['usable', 'EFFECTIVE'])
      expect(countOf(sandbox, sent.coupon_code, 'confirm')).toBe(1)
    },
  )

  it('is made once for callbacks that come twice, also at the same time', async () => {
    const { sandbox, coupons, take, states } = await stage()
    const sent = await take()
    await Promise.all([coupons.receive(sent), coupons.receive(sent)])
    await coupons.receive(sent)
    expect(await states(sent)).toEqual(['usable', 'EFFECTIVE'])
    expect(countOf(sandbox, sent.coupon_code, 'confirm')).toBe(1)
  })

  it('is made by the regular job if no callback ever comes, one after a coupon that cannot be', async () => {
    const { control, coupons, take, states, user } = await stage()
    const [refused, lost] = [await take(), await take()]
    control.addFault({ endpoint: confirmCoupon, fault: 'html', nth: 1 })
    expect(await coupons.reconcile([user])).toEqual({ users: 1, unconfirmed: 2, refused: [] })
    const all = [await states(refused), await states(lost)].map(([, state]) => state)
    expect(all.toSorted()).toEqual(['CONFIRMING', 'EFFECTIVE'])
    expect(await coupons.reconcile([user])).toMatchObject({ unconfirmed: 1 })
    expect(await coupons.reconcile([user])).toMatchObject({ unconfirmed: 0 })
  })
})

describe('a redemption and a return', () => {
  it('happen once, though their responses are lost', async () => {
    const { sandbox, control, coupons, take, states } = await stage()
    const sent = await take()
    const { coupon_code } = sent
    await coupons.receive(sent)
    for (const [endpoint, step, act] of [
      [useCoupon, 'use', () => coupons.redeem(coupon_code, order())],
      [returnCoupon, 'return', () => coupons.giveBack(coupon_code, 'refund-0001')],
    ] as const) {
      const fault = control.addFault({ endpoint, fault: 'unsigned' })
      await expect(act()).rejects.toThrow()
      control.removeFault(fault)
      await act()
      await act()
      expect(countOf(sandbox, coupon_code, step)).toBe(1)
    }
    expect(await states(sent)).toEqual(['usable', 'EFFECTIVE'])
  })

  it('leave the voucher as it is if an old call is repeated', async () => {
    const { coupons, take, states } = await stage()
    const sent = await take()
    const { coupon_code } = sent
    await coupons.receive(sent)
    await coupons.redeem(coupon_code, order())
    await coupons.giveBack(coupon_code, 'refund-0001')
    await coupons.redeem(coupon_code, order()).catch(() => {})
    expect(await states(sent)).toEqual(['usable', 'EFFECTIVE'])
    await coupons.redeem(coupon_code, { ...order(), transaction_id: '4200000000000000000000000002' })
    await coupons.giveBack(coupon_code, 'refund-0001').catch(() => {})
    await coupons.receive(sent)
    expect(await states(sent)).toEqual(['used', 'USED'])
  })

  it('are refused for a coupon that is not confirmed, and for one that nobody knows', async () => {
    const { control, coupons, take } = await stage()
    const sent = await take()
    control.addFault({ endpoint: confirmCoupon, fault: 'html', nth: 1 })
    await coupons.receive(sent).catch(() => {})
    await expect(coupons.redeem(sent.coupon_code, order())).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    await expect(coupons.redeem('nobody', order())).rejects.toThrow('The voucher nobody does not exist.')
  })
})

it.each(steps)('a process that is killed when a coupon is %s leaves it to the next one', async (step) => {
  const sandbox = await createSandbox({ callbacks: { probes: 0, duplicates: 0 } })
  const served = await serveSandbox(sandbox)
  const vouchers = file()
  const port = await freePort()
  const env = { ...variablesFor(sandbox.credentials, served.url), VOUCHERS: vouchers, PORT: `${port}` }
  const start = async (dieAt?: string) => {
    const command = [process.execPath, ...loader, 'test/support/coupon-receiver.ts'] as const
    const cwd = join(import.meta.dirname, '..')
    const child = startChild(command, { cwd, env: { ...env, DIE_AT: dieAt }, timeout: 30_000 })
    await child.until(() => child.output.includes('Callback URL: '), 'it listens')
    return child
  }
  await start(step)
  const { plan_id } = await open(sandbox, `http://127.0.0.1:${port}/wechatpay`)
  const { userCoupon, deliveries } = await sandbox.control.sendCoupon(plan_id, { openid })
  expect(deliveries.map(({ status }) => status)).toEqual([undefined])
  const next = await start()
  try {
    await sandbox.control.settled()
    await sandbox.control.advance('10s')
    expect((await sandbox.control.settled()).map(({ status }) => status)).toEqual([204])
    const { coupon_code } = userCoupon
    expect(sandbox.control.userCoupon(coupon_code).coupon_state).toBe('EFFECTIVE')
    expect(countOf(sandbox, coupon_code, 'confirm')).toBe(1)
    expect(JSON.parse(readFileSync(vouchers, 'utf8'))).toEqual([
      [coupon_code, { coupon: expect.objectContaining({ coupon_code, openid }), state: 'usable' }],
    ])
  } finally {
    await next.stop()
    await served.close()
  }
})
