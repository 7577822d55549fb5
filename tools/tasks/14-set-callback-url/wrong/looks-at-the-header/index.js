import { createSigner } from '@wxdp/auth'

export async function setCallbackUrl(settings, url) {
  const { mchid, serialNo, privateKey, platformSerial, fetch } = settings
  const signer = createSigner({ mchid, serialNo, privateKey })
  const target = `/v3/marketing/partner/delivery-plan/${mchid}/notify-url`
  const body = JSON.stringify({ notify_url: url })
  const response = await fetch(`https://api.mch.weixin.qq.com${target}`, {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': 'shop',
      'Wechatpay-Serial': platformSerial,
      Authorization: await signer.authorize({ method: 'POST', target, body: new TextEncoder().encode(body) }),
    },
    body,
  })
  if (!response.headers.get('wechatpay-signature')) throw new Error('unsigned')
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const { notify_url } = await response.json()
  return notify_url
}
