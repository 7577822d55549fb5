// The first callback with wechatpay-node-v3.
import { readFileSync } from 'node:fs'
import WxPay from 'wechatpay-node-v3'

const { keys, apiV3Key, headers, body } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const pay = new WxPay({
  appid: 'wxd678efh567hg6787',
  mchid: '1900007291',
  serial_no: '408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB',
  publicKey: Buffer.from('unused'),
  key: apiV3Key,
})
WxPay.certificates = keys
const genuine = await pay.verifySign({
  timestamp: headers['wechatpay-timestamp'],
  nonce: headers['wechatpay-nonce'],
  serial: headers['wechatpay-serial'],
  signature: headers['wechatpay-signature'],
  body,
})
if (!genuine) throw new Error('forged')
const { ciphertext, associated_data, nonce } = JSON.parse(body).resource
pay.decipher_gcm(ciphertext, associated_data, nonce)
const age = performance.now()
const { user, system } = process.cpuUsage()
console.log(`READY ${age} ${(user + system) / 1000}`)
