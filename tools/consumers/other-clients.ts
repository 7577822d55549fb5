/**
 * Programs that use other clients for WeChat Pay as they come from npm, against a sandbox on loopback. Each prints a line for
 * each call and each delivery of a callback. Requests of further clients, which are not on npm, are among the tests of
 * @wxdp/sandbox, byte for byte.
 */
const common = `import { once } from 'node:events'
import { createServer } from 'node:http'
import { createSandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'

const sandbox = await createSandbox({ platformKeys: process.argv[2] })
const served = await serveSandbox(sandbox)
const { mchid, serialNo, privateKey, apiV3Key, platformSerial, platformPublicKey } = sandbox.credentials

/** Receives callbacks; \`verify\` and \`open\` are those of the client. */
async function receive(verify, open) {
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const isGenuine = await verify(request.headers, body)
    if (isGenuine) {
      const { plan_state, audit_state } = open(JSON.parse(body).resource)
      console.log('callback', plan_state, audit_state)
    }
    response.writeHead(isGenuine ? 204 : 401).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: 'http://127.0.0.1:' + server.address().port + '/plans', close: () => server.close() }
}

/** Makes all calls; \`call\` gives the status and the data of a response. */
async function run({ url, close }, call) {
  const show = async (name, ...args) => {
    const { status, data } = await call(...args)
    console.log(name, status, data?.code ?? '')
    return data
  }
  const root = '/v3/marketing/partner/delivery-plan'
  const plans = root + '/delivery-plans'
  await show('setNotifyUrl', 'POST', root + '/' + mchid + '/notify-url', { notify_url: url })
  const body = {
    out_request_no: 'create-0001',
    brand_id: sandbox.brand.brandId,
    product_coupon_id: '1000000013',
    stock_id: '1000000013001',
    reuse_coupon_config: true,
  }
  const { plan } = await show('createPlan', 'POST', plans, body)
  await sandbox.control.approve(plan.plan_id)
  const { plan_list } = await show('listPlans', 'GET', plans + '/' + sandbox.brand.brandId + '/delivery-plans?plan_id=' + plan.plan_id)
  console.log('state', plan_list[0].plan_state)
  const change = { out_request_no: 'update-0001', modify_content: { recommend_word: '满减/优惠' } }
  await show('updatePlan', 'PATCH', plans + '/' + plan.plan_id, change)
  await show('echo', 'POST', '/v3/security/echo', { echo_message: '你好' })
  await show('terminatePlan', 'POST', plans + '/' + plan.plan_id + '/terminate', {})
  await show('terminatePlan again', 'POST', plans + '/' + plan.plan_id + '/terminate', {})
  await sandbox.control.settled()
  for (const { kind, status } of sandbox.control.callbacks.flatMap(({ deliveries }) => deliveries)) console.log(kind, status)
  const wrong = sandbox.control.requests.filter(({ signature }) => signature.result !== 'genuine')
  console.log('wrong signatures', wrong.length)
  close()
  await served.close()
}
`

const axiosPlugin = `${common}
import plugin from 'wechatpay-axios-plugin'
const { Aes, Formatter, Rsa, Wechatpay } = plugin

const certs = { [platformSerial]: platformPublicKey }
if (process.argv[2] === 'certificates') {
  // As its command line does: the list is opened with the APIv3 key, before any certificate is known.
  const first = new Wechatpay({ mchid, serial: serialNo, privateKey, certs, baseURL: served.url })
  first.client.v3.defaults.transformResponse = [JSON.parse]
  const { data } = await first.v3.certificates.get()
  for (const { serial_no, encrypt_certificate: { ciphertext, nonce, associated_data } } of data.data) {
    certs[serial_no] = Aes.AesGcm.decrypt(ciphertext, apiV3Key, nonce, associated_data)
  }
  delete certs[platformSerial]
}
const client = new Wechatpay({ mchid, serial: serialNo, privateKey, certs, baseURL: served.url })
const receiver = await receive(
  (headers, body) => {
    const { 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': nonce } = headers
    const key = certs[headers['wechatpay-serial']]
    return Rsa.verify(Formatter.response(timestamp, nonce, body), headers['wechatpay-signature'], Rsa.from(key, Rsa.KEY_TYPE_PUBLIC))
  },
  ({ ciphertext, nonce, associated_data }) => JSON.parse(Aes.AesGcm.decrypt(ciphertext, apiV3Key, nonce, associated_data)),
)
await run(receiver, (method, target, data) =>
  // Verifies each response of 2xx, and rejects any other one.
  client.client.request(target.slice(1), method.toLowerCase(), data).catch(({ response }) => response),
)
`

const nodeV3 = `${common}
import module from 'wechatpay-node-v3'
import requests from 'wechatpay-node-v3/dist/lib/pay-request.js'
const Pay = module.default ?? module

/** Its own transport, to the sandbox: the host is written into its methods. */
const own = new requests.PayRequest()
const here = (url) => url.replace('https://api.mch.weixin.qq.com', served.url)
const pay = new Pay({ appid: 'wx0000000000000000', mchid, serial_no: serialNo, publicKey: Buffer.from('unused'), privateKey, key: apiV3Key })
pay.createHttp({
  get: (url, headers) => own.get(here(url), headers),
  post: (url, params, headers) => own.post(here(url), params, headers),
})
if (process.argv[2] === 'publicKey') Pay.certificates = { [platformSerial]: platformPublicKey }
const parse = (error) => (typeof error === 'string' ? JSON.parse(error) : error)
const receiver = await receive(
  (headers, body) =>
    pay.verifySign({
      body,
      timestamp: headers['wechatpay-timestamp'],
      nonce: headers['wechatpay-nonce'],
      serial: headers['wechatpay-serial'],
      signature: headers['wechatpay-signature'],
    }),
  ({ ciphertext, nonce, associated_data }) => pay.decipher_gcm(ciphertext, associated_data, nonce),
)
await run(receiver, async (method, target, data) => {
  const url = 'https://api.mch.weixin.qq.com' + target
  const headers = pay.getHeaders(pay.buildAuthorization(method, url, data), { 'Content-Type': 'application/json' })
  // It has no method for PATCH.
  if (method === 'PATCH') {
    const response = await fetch(here(url), { method, headers, body: JSON.stringify(data) })
    return { status: response.status, data: await response.json() }
  }
  const { status, data: body, error } = await (method === 'GET' ? pay.httpService.get(url, headers) : pay.httpService.post(url, data, headers))
  return { status, data: body ?? parse(error) }
})
`

/** The programs by the client that they use. The argument is the mode of the sandbox's keys. */
export const programs: Readonly<Record<string, string>> = {
  'wechatpay-axios-plugin': axiosPlugin,
  'wechatpay-node-v3': nodeV3,
}

/** What each prints. */
export const expectedLines: readonly string[] = [
  'setNotifyUrl 200 ',
  'createPlan 200 ',
  'listPlans 200 ',
  'state DELIVERING',
  'updatePlan 200 ',
  'echo 200 ',
  'terminatePlan 204 ',
  'terminatePlan again 400 PARAM_ERROR',
  'wrong signatures 0',
]
