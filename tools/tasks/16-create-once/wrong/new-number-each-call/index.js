import { createSigner, createVerifier } from '@wxdp/auth'
import { createPlan } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'

export async function createPlanFor(settings, order) {
  const { mchid, serialNo, privateKey, platformSerial, platformPublicKey, sandbox, fetch } = settings
  const client = createClient({
    signer: createSigner({ mchid, serialNo, privateKey }),
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    sandbox,
    fetch,
  })
  const { plan } = await client.call(createPlan, {
    out_request_no: crypto.randomUUID(),
    brand_id: order.brandId,
    product_coupon_id: order.couponId,
    stock_id: order.stockId,
    reuse_coupon_config: true,
  })
  return plan.plan_id
}
