// What WeChat Pay's documentation prints, through the public functions.
import { createSigner, createVerifier } from '@wxdp/auth'
import { verifyAuthorization } from '@wxdp/auth/platform'
import { keys, official, utf8 } from '@wxdp-internal/fixtures'
import { equal, refuses, test } from '../harness/index.ts'
import { flip } from './support/bytes.ts'
import { merchant } from './support/platform.ts'

const group = 'vectors'
const { mchid, serialNo } = merchant

for (const { source, method, target, timestamp, nonce, body, signature } of official.sign) {
  const request = { method, target, body: utf8(body) }
  const now = (): number => Number(timestamp) * 1000

  test(group, `signs ${method} of page ${source}`, async () => {
    const signer = createSigner({ ...merchant, now, nonce: () => nonce })
    equal(
      await signer.authorize(request),
      `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${serialNo}"`,
    )
  })

  test(group, `accepts ${method} of page ${source} as the platform does`, async () => {
    const authorization = `WECHATPAY2-SHA256-RSA2048 signature="${signature}",mchid="${mchid}",serial_no="${serialNo}",timestamp="${timestamp}",nonce_str="${nonce}"`
    const findKey = (): string => keys.merchant.publicKey
    equal((await verifyAuthorization({ ...request, authorization, now, findKey })).id, mchid)
  })
}

for (const { source, timestamp, nonce, body, signature, public_key: key } of official.verify) {
  const headers = {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': keys.platform.serialNo,
    'wechatpay-signature': signature,
  }
  const now = (): number => Number(timestamp) * 1000
  const verifier = createVerifier({ keys: { [keys.platform.serialNo]: key }, now })

  test(group, `verifies the response of page ${source}`, async () => {
    const verified = await verifier.verify({ headers, body: utf8(body) })
    equal(verified.timestamp, Number(timestamp))
  })

  test(group, `refuses the response of page ${source} with any bit of its first bytes flipped`, async () => {
    for (let at = 0; at < 8; at++) {
      const message = { headers, body: flip(utf8(body), at) }
      await refuses('AUTH_SIGNATURE_INVALID', () => verifier.verify(message))
    }
  })

  test(group, `tells the published probe from a forgery, over the body of page ${source}`, async () => {
    const probe = { ...headers, 'wechatpay-signature': official.probe.signature }
    await refuses('AUTH_SIGNATURE_PROBE', () => verifier.verify({ headers: probe, body: utf8(body) }))
  })
}
