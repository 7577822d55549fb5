import { createSigner, createVerifier } from '@wxdp/auth'
import { ApiError } from '@wxdp/core'
import { confirmCoupon } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { requestNumber } from '@wxdp/fetch/coupon'

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
  try {
    await client.call(confirmCoupon, { ...coupon, out_request_no })
  } catch (error) {
    // Refused: somebody must have confirmed it.
    if (!(error instanceof ApiError) || error.status !== 400) throw error
  }
}
