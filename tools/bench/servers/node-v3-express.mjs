// wechatpay-node-v3 in Express, as its docs show: the body parsed, then written again to be verified. It knows no
// duplicates, no clock and no tag.
import { createServer } from 'node:http'
import express from 'express'
import WxPay from 'wechatpay-node-v3'
import { apiV3Key, handle, keys, serve } from './serve.mjs'

const pay = new WxPay({
  appid: 'wxd678efh567hg6787',
  mchid: '1900007291',
  serial_no: '408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB',
  publicKey: Buffer.from('unused'),
  key: apiV3Key,
})
// Where it keeps what it downloads; filled here, since nothing is downloaded.
WxPay.certificates = keys

const app = express()
app.use(express.json())
app.post('/wechatpay/plans', async ({ headers, body }, response) => {
  const genuine = await pay.verifySign({
    timestamp: headers['wechatpay-timestamp'],
    nonce: headers['wechatpay-nonce'],
    serial: headers['wechatpay-serial'],
    signature: headers['wechatpay-signature'],
    body,
  })
  if (!genuine) return response.status(401).json({ code: 'FAIL', message: 'forged' })
  const { ciphertext, associated_data, nonce } = body.resource
  handle(pay.decipher_gcm(ciphertext, associated_data, nonce))
  response.status(204).end()
})
serve(createServer(app))
