import { createPlan } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import type { TestSandbox } from '@wxdp/sandbox/testing'

/** Creates plans as the service provider, and returns their ids. */
export async function createPlans(box: TestSandbox, count: number): Promise<readonly string[]> {
  const client = createClient(box.clientOptions())
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const { plan } = await client.call(createPlan, {
      out_request_no: `create-${n}`,
      brand_id: box.brand.brandId,
      product_coupon_id: '1000000013',
      stock_id: '1000000013001',
      reuse_coupon_config: true,
    })
    ids.push(plan.plan_id)
  }
  return ids
}
