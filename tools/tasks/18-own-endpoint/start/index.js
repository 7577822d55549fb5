import { createSigner } from '@wxdp/auth'

export async function getStock(settings, { stock_id, stock_creator_mchid }) {
  const { mchid, serialNo, privateKey, platformSerial, fetch } = settings
  const signer = createSigner({ mchid, serialNo, privateKey })
  const target = `/v3/marketing/favor/stocks/${stock_id}?stock_creator_mchid=${stock_creator_mchid}`
  const Authorization = await signer.authorize({ method: 'GET', target, body: new Uint8Array() })
  const response = await fetch(`https://api.mch.weixin.qq.com${target}`, {
    headers: {
      Accept: 'application/json',
      'User-Agent': 'shop',
      'Wechatpay-Serial': platformSerial,
      Authorization,
    },
  })
  return response.json()
}
