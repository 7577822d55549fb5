// What the pages about moving over say of the two clients on npm, measured on the versions that they name.
import { createPublicKey, createVerify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sealResource, signMessage } from '@wxdp/auth/platform'
import { apiV3Key, keys, official, utf8 } from '@wxdp-internal/fixtures'
import { afterEach, describe, expect, it } from 'vitest'
import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin'
import Pay from 'wechatpay-node-v3'
import { PayRequest } from 'wechatpay-node-v3/dist/lib/pay-request.js'

const { mchid, serialNo, privateKey } = keys.merchant
const { serialNo: platformSerial, publicKey } = keys.platform
const body = '{"notify_url":"https://pay.example.com/wechatpay/plans"}'
const forged = `${'A'.repeat(342)}==`

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The headers of a message that WeChat Pay has signed, in lower case. */
async function signed(text: string, secondsAgo = 0): Promise<Record<string, string>> {
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo
  const headers = await signMessage({ body: utf8(text), ...keys.platform, timestamp })
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), `${value}`]))
}

/** A resource whose ciphertext was changed after it was sealed: PAUSED became another word. */
async function altered() {
  const sealed = await sealResource(apiV3Key, utf8('{"plan_state":"PAUSED"}'), {
    associatedData: 'delivery_plan',
  })
  const bytes = Buffer.from(sealed.ciphertext, 'base64')
  bytes[15] = (bytes[15] ?? 0) ^ ('P'.charCodeAt(0) ^ 'C'.charCodeAt(0))
  return { ...sealed, ciphertext: bytes.toString('base64') }
}

describe('wechatpay-node-v3 2.2.1', () => {
  const pay = new Pay({
    appid: 'wx0000000000000000',
    mchid,
    serial_no: serialNo,
    publicKey: Buffer.from('unused'),
    privateKey: Buffer.from(privateKey),
    key: apiV3Key,
  })
  const known = Pay as unknown as { certificates: Record<string, string> }
  known.certificates = { [platformSerial]: publicKey }
  const verify = (headers: Record<string, string>, text: string | object): Promise<boolean> =>
    pay.verifySign({
      body: text,
      timestamp: `${headers['wechatpay-timestamp']}`,
      nonce: `${headers['wechatpay-nonce']}`,
      serial: `${headers['wechatpay-serial']}`,
      signature: `${headers['wechatpay-signature']}`,
    })

  it('decrypts altered content without an error', async () => {
    const { ciphertext, associated_data, nonce } = await altered()
    expect(pay.decipher_gcm(ciphertext, `${associated_data}`, nonce)).toEqual({ plan_state: 'CAUSED' })
  })

  it('verifies callbacks of any age', async () => {
    expect(await verify(await signed(body), body)).toBe(true)
    expect(await verify(await signed(body, 86_400), body)).toBe(true)
    expect(
      await verify({ ...(await signed(body)), 'wechatpay-signature': official.probe.signature }, body),
    ).toBe(false)
  })

  it('refuses a genuine callback that was parsed, if serialising it gives other bytes', async () => {
    const spaced = body.replace(':', ': ')
    expect(await verify(await signed(spaced), spaced)).toBe(true)
    expect(await verify(await signed(spaced), JSON.parse(spaced))).toBe(false)
  })

  it('downloads the list of certificates for each unknown serial', async () => {
    const calls: string[] = []
    pay.createHttp({
      get: async (url: string) => {
        calls.push(url)
        return { status: 404 }
      },
      post: async () => ({ status: 404 }),
    } as never)
    const stranger = { ...(await signed(body)), 'wechatpay-serial': 'PUB_KEY_ID_1' }
    for (let i = 0; i < 3; i += 1) await expect(verify(stranger, body)).rejects.toThrow('拉取平台证书失败')
    expect(calls).toEqual(Array(3).fill('https://api.mch.weixin.qq.com/v3/certificates'))
  })

  it('believes a success response without a signature', async () => {
    const url = await serve((_, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"notify_url":"https://evil.example"}')
    })
    expect(await new PayRequest().post(url, {}, {})).toEqual({
      status: 200,
      data: { notify_url: 'https://evil.example' },
    })
  })

  it('resolves if nobody can be reached, without a status', async () => {
    const result = await new PayRequest().get('http://127.0.0.1:1', {})
    expect(result).toMatchObject({ status: undefined, error: undefined })
  })

  it('leaves out the last line feed of a POST without a body', () => {
    const signature = pay.getSignature('POST', 'n', '1', '/v3/x')
    const isOf = (message: string): boolean =>
      createVerify('RSA-SHA256').update(message).verify(createPublicKey(privateKey), signature, 'base64')
    expect([isOf('POST\n/v3/x\n1\nn\n\n'), isOf('POST\n/v3/x\n1\nn\n')]).toEqual([false, true])
  })

  it('always names an mchid, so it cannot sign for a brand', () => {
    expect(pay.getAuthorization('n', '1', 's')).toContain(`mchid="${mchid}"`)
    expect(Object.getOwnPropertyNames(Object.getPrototypeOf(new PayRequest()))).not.toContain('patch')
  })
})

describe('wechatpay-axios-plugin 0.9.6', () => {
  const clientFor = (baseURL: string) =>
    new Wechatpay({
      mchid,
      serial: serialNo,
      privateKey,
      certs: { [platformSerial]: publicKey },
      baseURL,
    }).client.v3

  it('refuses altered content, and a probe', async () => {
    const { ciphertext, associated_data, nonce } = await altered()
    expect(() => Aes.AesGcm.decrypt(ciphertext, apiV3Key, nonce, associated_data)).toThrow('authenticate')
    const key = Rsa.from(publicKey, Rsa.KEY_TYPE_PUBLIC)
    expect(Rsa.verify(Formatter.response('1', 'n', body), official.probe.signature, key)).toBe(false)
  })

  it('leaves the age of a callback to the caller', async () => {
    const headers = await signed(body, 86_400)
    const message = Formatter.response(
      `${headers['wechatpay-timestamp']}`,
      `${headers['wechatpay-nonce']}`,
      body,
    )
    const key = Rsa.from(publicKey, Rsa.KEY_TYPE_PUBLIC)
    expect(Rsa.verify(message, `${headers['wechatpay-signature']}`, key)).toBe(true)
  })

  it('verifies success responses, and retries none, not even after a probe', async () => {
    let requests = 0
    let signature = official.probe.signature
    let late = 0
    const url = await serve(async (_, response) => {
      requests += 1
      const headers = await signed(body, late)
      if (signature) headers['wechatpay-signature'] = signature
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body)
    })
    const call = () => clientFor(url).post('/v3/x', {})
    await expect(call()).rejects.toMatchObject({ code: 'EV3_RES_HEADER_SIGNATURE_DIGEST' })
    signature = forged
    await expect(call()).rejects.toMatchObject({ code: 'EV3_RES_HEADER_SIGNATURE_DIGEST' })
    signature = ''
    late = 301
    await expect(call()).rejects.toMatchObject({ code: 'EV3_RES_HEADER_TIMESTAMP_OFFSET' })
    late = 0
    await expect(call()).resolves.toMatchObject({ data: JSON.parse(body) })
    expect(requests).toBe(4)
  })

  it('names no key of WeChat Pay in its requests, and sets no time limit', async () => {
    let sent: Record<string, unknown> = {}
    const url = await serve((request, response) => {
      sent = request.headers
      response.writeHead(404).end()
    })
    await clientFor(url)
      .get('/v3/x')
      .catch(() => {})
    expect(sent).toHaveProperty('authorization')
    expect(sent).not.toHaveProperty('wechatpay-serial')
    expect(clientFor(url).defaults.timeout).toBe(0)
  })

  it('keeps the Authorization in its errors', async () => {
    const error = await clientFor('http://127.0.0.1:1')
      .get('/v3/x')
      .catch((thrown) => thrown)
    expect(`${error.config.headers.Authorization}`).toContain('signature="')
  })

  it('rounds integers that JavaScript cannot hold', async () => {
    const large = '{"id":9007199254740993}'
    const url = await serve(async (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...(await signed(large)) }).end(large)
    })
    expect((await clientFor(url).get('/v3/x')).data.id).toBe(9007199254740992)
  })

  it('only signs for merchants', () => {
    expect(Formatter.authorization(mchid, 'n', 's', 1, serialNo)).toMatch(/^WECHATPAY2-SHA256-RSA2048 mchid=/)
  })
})
