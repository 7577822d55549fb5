// The whole chain on each host, as both identities: a plan gives out a coupon, its callback is confirmed, the coupon is
// redeemed and returned; what was never confirmed is found. The sandbox is the server.
import * as ownPlans from '@wxdp/core/brand'
import * as own from '@wxdp/core/brand/coupon'
import { type CouponSent, couponSent } from '@wxdp/core/coupon'
import * as plans from '@wxdp/core/partner'
import * as partner from '@wxdp/core/partner/coupon'
import { createClient, paginate } from '@wxdp/fetch'
import { callOnce, createImageUploader, reconcileCoupons, requestNumber } from '@wxdp/fetch/coupon'
import { byKind, createHandler } from '@wxdp/notify'
import { createSandboxFor } from '@wxdp/sandbox'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { notifyUrl } from './support/call.ts'
import { callers, now } from './support/platform.ts'

const group = 'coupon chain'
const couponUrl = 'https://pay.example.com/wechatpay/coupons'
const day = 86_400_000
const after = (days: number): string => new Date(now() + days * day).toISOString()

/** Both identities take the same, but that a service provider names the brand. */
const identities = [
  { kind: 'partner', coupons: partner, setNotifyUrl: plans.setNotifyUrl, createPlan: plans.createPlan },
  {
    kind: 'brand',
    coupons: own as unknown as typeof partner,
    setNotifyUrl: ownPlans.setNotifyUrl as unknown as typeof plans.setNotifyUrl,
    createPlan: ownPlans.createPlan as unknown as typeof plans.createPlan,
  },
] as const

/** A caller with a coupon that a delivering plan gives out, and what its handler was called with. */
async function delivering({ kind, coupons, setNotifyUrl, createPlan }: (typeof identities)[number]) {
  const sent: CouponSent[] = []
  const box = await createSandboxFor(callers, { now, deliver: (request) => handler(request) })
  const caller = kind === 'partner' ? box : box.brand
  const handler = createHandler({
    ...(await caller.handlerSettings()),
    notifications: [couponSent],
    onNotification: byKind({ couponSent: ({ resource }) => void sent.push(resource), other() {} }),
  })
  const options = await caller.clientOptions(keys.merchant)
  const client = createClient(options)
  const ofBrand = (kind === 'partner' ? { brand_id: keys.brand.brandId } : {}) as { brand_id: string }
  const ofProvider = (kind === 'partner' ? { sp_mchid: keys.merchant.mchid } : {}) as { sp_mchid: string }
  await client.call(setNotifyUrl, { ...ofProvider, notify_url: notifyUrl })
  equal((await client.call(coupons.setCouponNotifyUrl, { notify_url: couponUrl })).notify_url, couponUrl)
  const { image_url } = await createImageUploader(options).upload(coupons.uploadImage, {
    filename: 'item.bmp',
    content: utf8('BM image'),
  })
  const coupon = await client.call(coupons.createProductCoupon, {
    ...ofBrand,
    ...{ out_request_no: 'mk-coupon-0001', scope: 'ALL', type: 'NORMAL', usage_mode: 'SINGLE' },
    single_usage_info: { normal_coupon: { threshold: 10_000, discount_amount: 1000 } },
    display_info: { name: '满百减十', image_url, background_url: image_url },
    stock: {
      coupon_code_mode: 'WECHATPAY',
      stock_send_rule: { max_count: 20_000, max_count_per_user: 2 },
      single_usage_rule: {
        coupon_available_period: { available_begin_time: after(0), available_end_time: after(60) },
      },
      usage_rule_display_info: { coupon_usage_method_list: ['PAYMENT_CODE'], usage_description: '可用' },
      coupon_display_info: { code_display_mode: 'QRCODE' },
      notify_config: { notify_appid: 'wx00000000000000a1' },
      store_scope: 'NONE',
    },
  })
  const ids = {
    product_coupon_id: coupon.product_coupon_id,
    stock_id: coupon.stock?.stock_id ?? '',
  }
  const { plan } = await client.call(createPlan, {
    ...{ ...ofBrand, ...ids, out_request_no: 'mk-plan-0001', reuse_coupon_config: true },
  })
  await box.control.approve(plan.plan_id)
  return { box, client, coupons, ofBrand, ids, sent, planId: plan.plan_id }
}

for (const identity of identities) {
  test(group, `${identity.kind}: given out, confirmed, redeemed, returned, withdrawn`, async () => {
    const { box, client, coupons, ofBrand, ids, sent, planId } = await delivering(identity)
    const { userCoupon, deliveries } = await box.control.sendCoupon(planId)
    equal(deliveries.at(-1)?.status, 204)
    const [{ openid, appid, coupon_code, brand_id } = {} as CouponSent] = sent
    alike([sent.length, coupon_code, brand_id], [1, userCoupon.coupon_code, ofBrand.brand_id])
    const id = { openid, appid, coupon_code, ...ids, ...ofBrand }
    const numbered = async (step: string) => ({
      ...id,
      out_request_no: await requestNumber(step, coupon_code),
    })
    const use = { ...(await numbered('use')), use_time: after(0), saved_amount: 1000 }
    await refuses('INVALID_REQUEST', () => client.call(coupons.useCoupon, use))
    const states: unknown[] = []
    for (let twice = 0; twice < 2; twice++) {
      states.push((await callOnce(client, coupons.confirmCoupon, await numbered('confirm'))).coupon_state)
    }
    states.push((await callOnce(client, coupons.useCoupon, use)).coupon_state)
    states.push((await callOnce(client, coupons.returnCoupon, await numbered('return'))).coupon_state)
    const withdrawal = { ...(await numbered('off')), deactivate_reason: '用户投诉处理' }
    states.push((await callOnce(client, coupons.deactivateUserCoupon, withdrawal)).coupon_state)
    states.push((await client.call(coupons.getUserCoupon, id)).coupon_state)
    alike(states, ['EFFECTIVE', 'EFFECTIVE', 'USED', 'EFFECTIVE', 'DEACTIVATED', 'DEACTIVATED'])
    equal((await client.call(coupons.getStock, { ...ids, ...ofBrand })).sent_count_info.total_count, 1)
  })

  test(group, `${identity.kind}: what was never confirmed is found, and then it is not`, async () => {
    const { box, client, coupons, ofBrand, ids, sent, planId } = await delivering(identity)
    const user = { openid: 'oSandbox-1', unionid: 'uSandbox-1' }
    for (let n = 0; n < 2; n++) await box.control.sendCoupon(planId, user)
    const users = [{ openid: user.openid, appid: 'wx00000000000000a1', ...ofBrand }]
    const found: string[] = []
    const reconcile = () =>
      reconcileCoupons({
        client,
        users,
        async onCoupon({ sent: { coupon_code, openid, appid } }) {
          found.push(coupon_code)
          const out_request_no = await requestNumber('confirm', coupon_code)
          await callOnce(client, coupons.confirmCoupon, {
            ...{ openid, appid, coupon_code, ...ids, ...ofBrand },
            out_request_no,
          })
        },
      })
    alike(await reconcile(), { users: 1, unconfirmed: 2, refused: [] })
    alike(found.sort(), sent.map(({ coupon_code }) => coupon_code).sort())
    equal((await reconcile()).unconfirmed, 0)
    const stocks: string[] = []
    const { product_coupon_id } = ids
    for await (const { stock_id } of paginate(client, coupons.listStocks, {
      ...ofBrand,
      product_coupon_id,
    })) {
      stocks.push(stock_id)
    }
    alike(stocks, [ids.stock_id])
  })
}
