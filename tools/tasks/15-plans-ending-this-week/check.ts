import { createPlan, terminatePlan } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import type { Check } from '../kit/check.ts'
import { stage } from '../kit/stage.ts'

const day = 86_400_000
const hour = 3_600_000

const check: Check = async ({ plansEndingThisWeek }, report) => {
  const { box, settings } = await stage()
  const client = createClient(box.clientOptions())
  const brandId = box.brand.brandId
  const start = box.control.now + day
  // A Monday, 00:00 in China, at least two weeks from now.
  const days = Math.ceil((start + 14 * day) / day)
  const monday = (days - ((days + 3) % 7)) * day - 8 * hour
  let count = 0
  const create = async (end: number): Promise<string> => {
    const { plan } = await client.call(createPlan, {
      out_request_no: `create-${++count}`,
      brand_id: brandId,
      product_coupon_id: '1000000013',
      stock_id: '1000000013001',
      reuse_coupon_config: false,
      plan_name: '满减券',
      total_count: 10_000,
      daily_limit: 500,
      user_limit: 1,
      delivery_start_time: new Date(start).toISOString(),
      delivery_end_time: new Date(end).toISOString(),
    })
    return plan.plan_id
  }
  await create(monday - 1000)
  const sunday = await create(monday + 7 * day - 1000)
  for (let n = 0; n < 60; n++) await create(monday + 30 * day)
  const first = await create(monday)
  await create(monday + 7 * day)
  const ended = await create(monday + day)
  await client.call(terminatePlan, { plan_id: ended })
  const wednesday = await create(monday + 2 * day)
  for (const now of [monday, monday + 3 * day, monday + 7 * day - 1]) {
    const found = await plansEndingThisWeek?.(settings, { brandId, now })
    report.same(found, [first, wednesday, sunday], `The plans of the week of ${new Date(now).toISOString()}`)
  }
}
export default check
