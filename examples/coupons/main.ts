// The life of a plan's coupons with everything that goes wrong on the way: a sandbox acts as WeChat Pay, and all HTTP is on
// loopback. Only this file and shop.ts are of the example; coupons.ts, server.ts and vouchers.ts are yours to copy.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { confirmCoupon, deactivateStock } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { createLimiter } from '@wxdp/fetch/limiter'
import { createSandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { createCoupons } from './coupons.ts'
import { serveCoupons } from './server.ts'
import { appid, openShop } from './shop.ts'
import { textsFor } from './texts.ts'
import { openVouchers } from './vouchers.ts'

const { values } = parseArgs({ options: { lang: { type: 'string' } } })
const texts = textsFor(values.lang ?? process.env.LC_ALL ?? process.env.LANG)
const user = { openid: 'oSyn-000000000000000000000001' }

let isAway = false
const sandbox = await createSandbox({
  callbacks: { probes: 0, duplicates: 0 },
  deliver: (request) => (isAway ? Promise.reject(new Error('The server is away.')) : fetch(request)),
})
const { control, credentials, brand } = sandbox
const served = await serveSandbox(sandbox)
const options = {
  ...sandbox.clientOptions(),
  ...{ hosts: [served.url], fetch: globalThis.fetch },
  limiter: createLimiter(),
  // Shorter than a callback may take, so that a failed confirmation is a failed callback.
  deadline: 3_000,
}
const client = createClient(options)
const folder = mkdtempSync(join(tmpdir(), 'wxdp-coupons-'))
const vouchers = openVouchers(join(folder, 'vouchers.json'))
const coupons = createCoupons(client, vouchers)
const { server, url } = await serveCoupons(sandbox.handlerSettings(), coupons)

let steps = 0
const title = (text: string): void => console.log(`\n${++steps}. ${text}`)
const line = (name: string, value: unknown): void => console.log(`   ${name}: ${value}`)
async function show(code: string, deliveries: readonly { readonly status?: number }[] = []): Promise<void> {
  for (const { status } of deliveries) line('HTTP', status ?? texts.none)
  line(texts.voucher, (await vouchers.find(code))?.state ?? texts.none)
  line(texts.coupon, control.userCoupon(code).coupon_state)
}

try {
  title(texts.made)
  const { brand_id, product_coupon_id, stock_id, plan_id } = await openShop(client, {
    ...{ options, mchid: credentials.mchid, brand_id: brand.brandId, notify_url: url },
  })
  await control.approve(plan_id)
  line('product_coupon_id', product_coupon_id)

  title(texts.taken)
  const first = await control.sendCoupon(plan_id, user)
  const code = first.userCoupon.coupon_code
  await show(code, first.deliveries)

  title(texts.twice)
  await show(code, await control.resend(`${control.callbacks.at(-1)?.id}`))

  title(texts.failing)
  const fault = control.addFault({ endpoint: confirmCoupon, fault: 500 })
  const second = await control.sendCoupon(plan_id, user)
  await show(second.userCoupon.coupon_code, second.deliveries)
  control.removeFault(fault)

  title(texts.again)
  await control.settled()
  await control.advance('10s')
  await show(second.userCoupon.coupon_code, await control.settled())

  title(texts.lostResponse)
  control.addFault({ endpoint: confirmCoupon, fault: 'reset', nth: 1 })
  const third = await control.sendCoupon(plan_id, user)
  await show(third.userCoupon.coupon_code, third.deliveries)

  title(texts.lostCallbacks)
  isAway = true
  const fourth = await control.sendCoupon(plan_id, user)
  await control.advance('10h')
  isAway = false
  await show(fourth.userCoupon.coupon_code)

  title(texts.reconciled)
  const { unconfirmed } = await coupons.reconcile([{ ...user, appid, brand_id }])
  line('unconfirmed', unconfirmed)
  await show(fourth.userCoupon.coupon_code)

  title(texts.redeemed)
  const paidAt = new Date(control.now).toISOString()
  const order = { transaction_id: '4200009999202612060000000001', paidAt, saved: 1_000 }
  await coupons.redeem(code, order)
  await coupons.redeem(code, order)
  await show(code)

  title(texts.other)
  const other = { ...order, transaction_id: '4200009999202612060000000002' }
  await coupons.redeem(code, other).catch(({ code }) => line('code', code))

  title(texts.returned)
  await coupons.giveBack(code, 'refund-0001')
  await show(code)

  title(texts.ended)
  await client.call(deactivateStock, {
    ...{ brand_id, product_coupon_id, stock_id, out_request_no: 'end-stock-0001' },
    deactivate_reason: '活动结束',
  })
  await show(code)

  const { userCoupons } = control.userCoupons()
  const isOnce = userCoupons.every(
    ({ history }) => history.filter(({ step }) => step === 'confirm').length === 1,
  )
  if (!isOnce || userCoupons.length !== 4) throw new Error('A coupon was not confirmed exactly once.')
  console.log(`\n✓ ${texts.done}`)
} finally {
  server.close()
  server.closeAllConnections()
  await served.close()
  rmSync(folder, { recursive: true })
}
