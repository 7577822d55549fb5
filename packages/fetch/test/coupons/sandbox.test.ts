// Every endpoint of coupons against the sandbox, with the requests of the samples, in the order of a coupon's life.
import type { Endpoint } from '@wxdp/core'
import * as brandPlans from '@wxdp/core/brand'
import * as brand from '@wxdp/core/brand/coupon'
import * as partnerPlans from '@wxdp/core/partner'
import * as partner from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { createImageUploader } from '@wxdp/fetch/coupon'
import { createSandbox } from '@wxdp/sandbox'
import samples from '@wxdp-internal/fixtures/coupon-samples.json' with { type: 'json' }
import { expect, it } from 'vitest'

type Json = Readonly<Record<string, unknown>>
type AnyEndpoint = Endpoint<object, Json>

/** A Saturday, at an hour at which the coupons of the samples can be used. */
const start = Date.parse('2026-12-05T10:00:00+08:00')
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const ok = async (): Promise<Response> => new Response(null, { status: 204 })

/** The names of all fields, with the items of lists as one. */
function shapeOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => shapeOf(item, `${at}/*`)))]
  if (typeof value !== 'object' || value === null) return [at]
  return Object.entries(value).flatMap(([name, member]) => shapeOf(member, `${at}/${name}`))
}

const kinds = {
  partner: { endpoints: partner, plans: partnerPlans, base: { brand_id: '40001' } },
  brand: { endpoints: brand, plans: brandPlans, base: {} },
} as const

it.each(['partner', 'brand'] as const)(
  'a %s leads the coupons of the samples through their life',
  async (kind) => {
    const box = await createSandbox({ now: () => start, deliver: ok, authorisedBrands: ['40001'] })
    const options = await (kind === 'brand' ? box.brand : box).clientOptions()
    const client = createClient(options)
    const { endpoints, plans, base } = kinds[kind]
    const all = endpoints as unknown as Readonly<Record<string, AnyEndpoint>>
    const ofKind = (value: unknown): Json =>
      JSON.parse(
        JSON.stringify(value, (name, member) =>
          name === 'brand_id' && kind === 'brand' ? undefined : member,
        ),
      )
    const called = new Set<string>()
    /** Sends the n-th sample of an endpoint, with other values. */
    const call = async (name: string, changes: Json = {}, n = 0) => {
      const sample = samples.exchanges.filter(({ endpoint }) => endpoint === name)[n]
      if (!sample) throw new Error(`no sample ${n} of ${name}`)
      called.add(name)
      const input = { ...ofKind({ ...sample.input, ...sample.path }), ...changes }
      const output = await client.call(all[name] as AnyEndpoint, input)
      return { output, shown: ofKind(sample.output) }
    }

    const set = await call('setCouponNotifyUrl')
    expect(shapeOf(set.output)).toEqual(shapeOf(set.shown))
    expect((await call('getCouponNotifyUrl')).output).toEqual(set.output)
    if (kind === 'partner') {
      const { output, shown } = await call('getProductAuthorities')
      expect(output).toEqual({ ...shown, update_time: expect.any(String) })
    }
    const uploader = createImageUploader(options)
    const image = await uploader.upload(endpoints.uploadImage, { filename: '商品.png', content: png })
    expect(image.image_url).toMatch(/^https:\/\/img\.wxdp\.example\/product-coupon\/[0-9a-f]{64}\.png$/)
    called.add('uploadImage')

    for (const n of [0, 1, 2]) {
      const { output, shown } = await call('createProductCoupon', {}, n)
      expect(output.product_coupon_id).toBe(`910000000${n + 1}`)
      // Samples of responses are shortened.
      expect(shapeOf(output)).toEqual(expect.arrayContaining(shapeOf(shown)))
    }
    const read = await call('getProductCoupon')
    expect(read.output).toEqual(read.shown)
    const stock = await call('getStock')
    expect(stock.output).toEqual({ ...stock.shown, sent_count_info: { total_count: 0, today_count: 0 } })

    const plan = {
      ...base,
      out_request_no: 'plan-0001',
      product_coupon_id: '9100000001',
      stock_id: '9100000001001',
      reuse_coupon_config: true,
    }
    const created = await client.call(plans.createPlan as unknown as AnyEndpoint, plan)
    const { plan_id } = created.plan as { plan_id: string }
    const notify_url = 'https://pay.example.com/plans'
    const ofMerchant = kind === 'partner' ? { sp_mchid: box.credentials.mchid } : {}
    await client.call(plans.setNotifyUrl as unknown as AnyEndpoint, { notify_url, ...ofMerchant })
    await box.control.approve(plan_id)
    const openid = 'oSyn-000000000000000000000001'
    const { coupon_code } = (await box.control.sendCoupon(plan_id, { openid })).userCoupon

    const listed = await call('listUserCoupons')
    expect(listed.output.user_coupon_list).toMatchObject([{ coupon_code, coupon_state: 'CONFIRMING' }])
    const confirmed = await call('confirmCoupon', { coupon_code })
    // Plans of the sandbox have no channel_custom_info.
    const without = (shape: string[]): string[] => shape.filter((at) => at !== '/channel_custom_info').sort()
    expect(shapeOf(confirmed.output).sort()).toEqual(
      without([...shapeOf(confirmed.shown), ...(kind === 'partner' ? ['/brand_id'] : [])]),
    )
    await box.control.advance('26h')
    await box.control.advance('30m')
    for (const n of [0, 1, 2]) {
      const used = await call('useCoupon', { coupon_code }, n)
      const { coupon_state, single_usage_detail } = used.shown as {
        coupon_state: string
        single_usage_detail: Json
      }
      expect(used.output).toMatchObject({
        coupon_state,
        single_usage_detail: { use_time: single_usage_detail.use_time },
      })
      const returned = await call('returnCoupon', { coupon_code, out_request_no: `ret-00000${n}` })
      expect(returned.output).toMatchObject({ coupon_state: 'EFFECTIVE' })
    }
    const ended = await call('deactivateUserCoupon', { coupon_code })
    expect(ended.output).toMatchObject({
      coupon_state: 'DEACTIVATED',
      deactivate_request_no: 'off-20261208-000001',
    })
    expect((await call('getUserCoupon', { coupon_code })).output).toEqual(ended.output)

    const changed = await call('updateProductCoupon')
    expect(changed.output).toEqual(changed.shown)
    const second = await call('createStock')
    expect(shapeOf(second.output).sort()).toEqual(shapeOf(second.shown).sort())
    const { output: stocks } = await call('listStocks')
    expect(stocks).toMatchObject({ total_count: 2, stock_list: [{}, { stock_id: '9100000001002' }] })
    const update = await call('updateStock')
    expect(update.output).toMatchObject({ remark: '改说明', store_scope: 'ALL' })
    for (const n of [0, 1]) {
      const budget = await call('updateStockBudget', {}, n)
      expect(shapeOf(budget.output).sort()).toEqual(shapeOf(budget.shown).sort())
    }
    const stopped = await call('deactivateStock')
    expect(stopped.output).toMatchObject({ state: 'DEACTIVATED', deactivate_request_no: 'end-stock-0001' })
    const gone = await call('deactivateProductCoupon')
    expect(gone.output).toMatchObject({ state: 'DEACTIVATED', deactivate_request_no: 'end-coupon-0001' })

    const missing = Object.keys(all).filter((name) => !called.has(name))
    expect(missing, 'Call each new endpoint here, too, at its place in the life of a coupon').toEqual([])
  },
)
