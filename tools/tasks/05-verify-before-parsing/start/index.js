import { createDecipheriv, createVerify } from 'node:crypto'

export function createCallbackHandler(settings, { record }) {
  const { platformPublicKey, apiV3Key } = settings
  return async (request) => {
    const { resource } = await request.json()
    const sealed = Buffer.from(resource.ciphertext, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', apiV3Key, resource.nonce)
    decipher.setAAD(Buffer.from(resource.associated_data))
    const change = JSON.parse(decipher.update(sealed.subarray(0, -16)).toString())
    await record(change)
    const verify = createVerify('RSA-SHA256')
    const { headers } = request
    verify.update(
      `${headers.get('wechatpay-timestamp')}\n${headers.get('wechatpay-nonce')}\n${JSON.stringify({ resource })}\n`,
    )
    const isGenuine = verify.verify(platformPublicKey, headers.get('wechatpay-signature') ?? '', 'base64')
    if (!isGenuine) console.error('wrong signature')
    return Response.json({ code: 'SUCCESS' })
  }
}
