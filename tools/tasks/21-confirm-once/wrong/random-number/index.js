import { createSigner, createVerifier } from '@wxdp/auth'
import { confirmCoupon } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'

export async function receive(settings, sent, issue) {
  const { mchid, serialNo, privateKey, platformSerial, platformPublicKey, sandbox, fetch } = settings
  const client = createClient({
    signer: createSigner({ mchid, serialNo, privateKey }),
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    sandbox,
    fetch,
  })
  const { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id } = sent
  const coupon = { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id }
  await issue(coupon_code)
  const out_request_no = crypto.randomUUID().replaceAll('-', '')
  await client.call(confirmCoupon, { ...coupon, out_request_no })
}
