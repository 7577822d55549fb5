// What docs/*/plans/coupons.md says of the states of a user's coupon, beside the sandbox and the data of @wxdp/core.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { userCouponTransitions } from '@wxdp/core/coupon'
import { createPlan } from '@wxdp/core/partner'
import {
  confirmCoupon,
  deactivateUserCoupon,
  returnCoupon,
  setCouponNotifyUrl,
  useCoupon,
} from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { createTestSandbox } from '@wxdp/sandbox/testing'
import { expect, it } from 'vitest'

/** A coupon that a user took, and everything that can happen to it. It can be used from the second day on. */
async function take() {
  const sandbox = await createTestSandbox({
    createClient,
    coupon: { wait_days_after_receive: 1, available_days: 10 },
  })
  const { client, control, brand } = sandbox
  await client.call(setCouponNotifyUrl, { notify_url: 'https://pay.example.com/wechatpay/coupons' })
  const { plan } = await client.call(createPlan, {
    ...{ out_request_no: 'create-0001', brand_id: brand.brandId, reuse_coupon_config: true },
    ...{ product_coupon_id: '1000000013', stock_id: '1000000013001' },
  })
  await control.approve(plan.plan_id)
  const { userCoupon } = await control.sendCoupon(plan.plan_id)
  const { openid, coupon_code, product_coupon_id, stock_id, appid } = userCoupon
  const coupon = { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id: brand.brandId }
  const numbered = (kind: string) => ({ ...coupon, out_request_no: `${kind}-0001` })
  const associated_order_info = { transaction_id: '4200000000000000000000000001' }
  const use_time = () => new Date(control.now).toISOString()
  return {
    state: () => control.userCoupon(coupon_code).coupon_state,
    confirm: () => client.call(confirmCoupon, numbered('confirm')),
    use: () => client.call(useCoupon, { ...numbered('use'), use_time: use_time(), associated_order_info }),
    return: () => client.call(returnCoupon, numbered('return')),
    withdraw: () => client.call(deactivateUserCoupon, { ...numbered('off'), deactivate_reason: '测试' }),
    delete: async () => control.deleteUserCoupon(coupon_code),
    day: () => control.advance('1d'),
    end: () => control.advance('30d'),
  }
}
type Step = Exclude<keyof Awaited<ReturnType<typeof take>>, 'state'>

const ways: readonly (readonly Step[])[] = [
  ['confirm', 'day', 'use', 'return', 'withdraw'],
  ['day', 'confirm', 'delete'],
  ['confirm', 'day', 'end'],
  ['confirm', 'day', 'use', 'end', 'return'],
]

it('takes every documented step in the sandbox, and no other', async () => {
  const taken = new Set<string>()
  for (const way of ways) {
    const coupon = await take()
    let before: string | undefined
    for (const step of [undefined, ...way]) {
      if (step) await coupon[step]()
      const after = coupon.state()
      if (after !== before) taken.add(`${before ?? ''} → ${after}`)
      before = after
    }
  }
  const documented = userCouponTransitions.map(({ from = '', to }) => `${from} → ${to}`)
  expect([...taken].sort()).toEqual(documented.sort())
})

it.each(['en', 'zh'])('names every state and what comes next in %s', (language) => {
  const file = join(import.meta.dirname, '../../../docs', language, 'plans/coupons.md')
  const table = readFileSync(file, 'utf8').split('\n## ')[1] ?? ''
  const rows = [...table.matchAll(/^\| `([A-Z]+)` .*\| (.+) \|$/gm)].map(([, state, next = '']) => [
    state,
    [...next.matchAll(/[A-Z]{4,}/g)].map(([name]) => name).sort(),
  ])
  const states = [...new Set(userCouponTransitions.map(({ to }) => to))]
  const following = (state: string) =>
    userCouponTransitions.filter(({ from }) => from === state).map(({ to }) => to)
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(states.map((state) => [state, following(state).sort()])),
  )
})
