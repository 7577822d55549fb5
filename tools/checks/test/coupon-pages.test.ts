// The code of docs/en/plans/*-coupons.md does what the pages say. The Chinese pages have the same code, which a check holds.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CouponSent } from '@wxdp/core/coupon'
import { setNotifyUrl } from '@wxdp/core/partner'
import { type Client, type ClientOptions, createClient } from '@wxdp/fetch'
import type { CouponUser } from '@wxdp/fetch/coupon'
import { createTestSandbox } from '@wxdp/sandbox/testing'
import { expect, it } from 'vitest'
import { blocksOf } from '../snippets/blocks.ts'
import { emit } from '../snippets/compile.ts'

interface Guide {
  readonly setUp: (client: Client) => Promise<void>
  readonly uploader: (options: ClientOptions) => (png: Uint8Array) => Promise<{ readonly image_url: string }>
  readonly deliver: (client: Client, ...urls: string[]) => Promise<{ readonly plan_id: string }>
  readonly createReceiver: (client: Client, issue: (code: string) => Promise<void>) => Receive
  readonly redeem: (client: Client, coupon: object, order: object) => Promise<{ coupon_state: string }>
  readonly giveBack: (client: Client, coupon: object, no: string) => Promise<{ coupon_state: string }>
  readonly withdraw: (client: Client, coupon: object, why: string) => Promise<{ coupon_state: string }>
  readonly catchUp: (client: Client, users: AsyncIterable<CouponUser>, receive: Receive) => Promise<void>
}
type Receive = (sent: CouponSent) => Promise<void>

/** All that the pages export, except what makes a client of its own from the environment. */
async function readGuide(): Promise<Guide> {
  const folder = join(import.meta.dirname, '../.tmp/coupon-pages')
  mkdirSync(folder, { recursive: true })
  const exported: Record<string, unknown> = {}
  for (const page of ['make-coupons', 'receive-coupons', 'redeem-coupons']) {
    const text = readFileSync(join(import.meta.dirname, `../../../docs/en/plans/${page}.md`), 'utf8')
    const blocks = blocksOf(text).filter(
      ({ language, code }) => language === 'ts' && !code.includes('process.env'),
    )
    for (const [i, { code }] of blocks.entries()) {
      const file = join(folder, `${page}-${i}.mjs`)
      writeFileSync(file, emit({ code, language: 'ts' }))
      Object.assign(exported, await import(pathToFileURL(file).href))
    }
  }
  return exported as unknown as Guide
}

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])

it('makes, delivers, receives, redeems, returns, withdraws and reconciles', async () => {
  const guide = await readGuide()
  const now = () => Date.parse('2026-12-02T12:00:00+08:00')
  const sandbox = await createTestSandbox({ now, authorisedBrands: ['40001'] })
  const { control } = sandbox
  const options = sandbox.clientOptions()
  const client = createClient(options)
  const notify_url = 'https://pay.example.com/wechatpay/plans'
  await client.call(setNotifyUrl, { sp_mchid: sandbox.credentials.mchid, notify_url })
  await guide.setUp(client)
  expect(control.couponNotifyUrl).toBe('https://pay.example.com/wechatpay/coupons')

  const { image_url } = await guide.uploader(options)(png)
  const { plan_id } = await guide.deliver(client, image_url, image_url)
  await control.approve(plan_id)
  const take = async () => {
    await control.sendCoupon(plan_id)
    return control.callbacks.at(-1)?.resource as unknown as CouponSent
  }
  const issued: string[] = []
  const receive = guide.createReceiver(client, async (code) => void issued.push(code))

  const sent = await take()
  await Promise.all([receive(sent), receive(sent)])
  await receive(sent)
  expect(new Set(issued)).toEqual(new Set([sent.coupon_code]))
  const { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id } = sent
  const coupon = { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id }
  const order = {
    transaction_id: '4200000000000000000000000001',
    paidAt: new Date(now()).toISOString(),
    saved: 1000,
  }
  const states = [
    await guide.redeem(client, coupon, order),
    await guide.redeem(client, coupon, order),
    await guide.giveBack(client, coupon, 'refund-1'),
    await guide.giveBack(client, coupon, 'refund-1'),
    await guide.withdraw(client, coupon, '测试'),
    await guide.withdraw(client, coupon, '测试'),
  ].map(({ coupon_state }) => coupon_state)
  expect(states).toEqual(['USED', 'USED', 'EFFECTIVE', 'EFFECTIVE', 'DEACTIVATED', 'DEACTIVATED'])

  const lost = await take()
  async function* users() {
    yield { openid: lost.openid, appid: lost.appid, brand_id: '40001' }
  }
  await guide.catchUp(client, users(), receive)
  expect(control.userCoupon(lost.coupon_code).coupon_state).toBe('EFFECTIVE')
})
