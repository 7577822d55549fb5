import { createDecipheriv, createVerify } from 'node:crypto'

export function createCallbackHandler(settings, { record }) {
  const { platformPublicKey, apiV3Key } = settings
  const seen = new Set()
  return async (request) => {
    const body = await request.text()
    const { headers } = request
    const verify = createVerify('RSA-SHA256')
    verify.update(`${headers.get('wechatpay-timestamp')}\n${headers.get('wechatpay-nonce')}\n${body}\n`)
    if (!verify.verify(platformPublicKey, headers.get('wechatpay-signature') ?? '', 'base64')) {
      return Response.json({ code: 'FAIL' }, { status: 401 })
    }
    const { id, resource } = JSON.parse(body)
    if (seen.has(id)) return new Response(null, { status: 204 })
    const decipher = createDecipheriv('aes-256-gcm', apiV3Key, resource.nonce)
    const sealed = Buffer.from(resource.ciphertext, 'base64')
    try {
      await record(JSON.parse(decipher.update(sealed.subarray(0, -16)).toString()))
    } catch {
      return Response.json({ code: 'FAIL' }, { status: 500 })
    }
    seen.add(id)
    return new Response(null, { status: 204 })
  }
}
