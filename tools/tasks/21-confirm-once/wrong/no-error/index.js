import { createSigner, createVerifier } from '@wxdp/auth'
import { confirmCoupon } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { callOnce, requestNumber } from '@wxdp/fetch/coupon'

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
  const out_request_no = await requestNumber('confirm', coupon_code)
  await callOnce(client, confirmCoupon, { ...coupon, out_request_no }).catch((error) => console.error(error))
}
