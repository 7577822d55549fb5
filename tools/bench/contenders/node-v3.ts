// wechatpay-node-v3 2.2.1, as its README and docs show, and in its fastest way. It never ends the decryption, so the
// tag of a sealed resource is not checked; nor is the clock.
import { createPrivateKey, createPublicKey, createSecretKey } from 'node:crypto'
import WxPay from 'wechatpay-node-v3'
import type { Contender } from '../harness/contender.ts'
import { apiV3Key, keys, mchid, platformSerial, privateKey, publicKey, serialNo } from './keys.ts'
import { type Callback, type Envelope, isAuthorized, isChange, method, payload, target } from './messages.ts'

interface Ways {
  readonly key: unknown
  readonly privateKey: unknown
}

const asReadme: Ways = { key: apiV3Key, privateKey: Buffer.from(privateKey) }

/** Its types ask for text and bytes; KeyObjects go through to node:crypto all the same. */
function fastest(): Ways {
  return { key: createSecretKey(Buffer.from(apiV3Key)), privateKey: createPrivateKey(privateKey) }
}

function create({ key, privateKey }: Ways): WxPay {
  const publicKey = Buffer.from(keys.certificate)
  const options = { appid: 'wxd678efh567hg6787', mchid, publicKey, privateKey, key, serial_no: serialNo }
  return new WxPay(options as ConstructorParameters<typeof WxPay>[0])
}

/** Where it keeps what it downloads; filled here, since nothing is downloaded. */
const certificates = (WxPay as unknown as { certificates: Record<string, unknown> }).certificates

export function receivers({ headers, body }: Callback): Contender[] {
  const receiver = (
    name: string,
    serial: string,
    pay: WxPay,
    signed: (text: string, parsed: object) => unknown,
  ): Contender => ({
    name,
    role: 'peer',
    async run() {
      const text = (body as Buffer).toString()
      const parsed = JSON.parse(text) as Envelope
      const genuine = await pay.verifySign({
        timestamp: headers['wechatpay-timestamp'],
        nonce: headers['wechatpay-nonce'],
        signature: headers['wechatpay-signature'],
        serial,
        body: signed(text, parsed) as string,
      })
      if (!genuine) throw new Error('forged')
      const { ciphertext, associated_data, nonce } = parsed.resource
      return pay.decipher_gcm(ciphertext, associated_data, nonce)
    },
    right: isChange,
  })
  certificates[platformSerial] = publicKey
  certificates.fastest = createPublicKey(publicKey)
  return [
    // The docs hand over a body that a parser has read, and it is written again to be verified.
    receiver('wechatpay-node-v3, as README', platformSerial, create(asReadme), (_, parsed) => parsed),
    receiver('wechatpay-node-v3, fastest', 'fastest', create(fastest()), (text) => text),
  ]
}

export function signers(): Contender[] {
  const signer = (name: string, pay: WxPay): Contender => ({
    name,
    role: 'peer',
    run() {
      const nonce = Math.random().toString(36).slice(2, 17)
      const timestamp = Math.floor(Date.now() / 1000).toString()
      const signature = pay.getSignature(method, nonce, timestamp, target, payload)
      return pay.getAuthorization(nonce, timestamp, signature)
    },
    right: isAuthorized,
  })
  return [
    signer('wechatpay-node-v3, as README', create(asReadme)),
    signer('wechatpay-node-v3, fastest', create(fastest())),
  ]
}
