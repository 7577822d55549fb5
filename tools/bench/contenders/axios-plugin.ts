// wechatpay-axios-plugin 0.9.6 in its fastest way. Clock and serial are checked by hand, as in the handler on its site.
import type { KeyObject } from 'node:crypto'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { Aes, Formatter, Hash, Rsa, Wechatpay } from 'wechatpay-axios-plugin'
import type { Contender } from '../harness/contender.ts'
import {
  type Envelope,
  isAuthorization,
  isChange,
  isResponse,
  method,
  payload,
  type SignedMessage,
  target,
} from './messages.ts'

const { mchid, serialNo, privateKey } = keys.merchant
const { serialNo: platformSerial, publicKey } = keys.platform
const name = 'wechatpay-axios-plugin'
const role = 'peer'

export function receiver({ headers, body }: SignedMessage): Contender {
  // Its README passes the APIv3 key as a string; a KeyObject saves the import at each call.
  const secret = Hash.keyObjectFrom(apiV3Key) as unknown as string
  const known: Record<string, KeyObject> = {
    [platformSerial]: Rsa.from(publicKey, Rsa.KEY_TYPE_PUBLIC) as KeyObject,
  }
  return {
    name,
    role,
    run() {
      const { 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': nonce } = headers
      if (Math.abs(Formatter.timestamp() - Number(timestamp)) > 300) throw new Error('wrong time')
      const serial = headers['wechatpay-serial']
      const key = Object.hasOwn(known, serial) ? known[serial] : undefined
      if (!key) throw new Error('unknown serial')
      const text = (body as Buffer).toString()
      const message = Formatter.response(timestamp, nonce, text)
      if (!Rsa.verify(message, headers['wechatpay-signature'], key)) throw new Error('forged')
      const { resource } = JSON.parse(text) as Envelope
      const { ciphertext, nonce: iv, associated_data } = resource
      return JSON.parse(Aes.AesGcm.decrypt(ciphertext, secret, iv, associated_data))
    },
    isRight: isChange,
  }
}

/** What the interceptor of its client does, without axios around it. */
export function signer(): Contender {
  const key = Rsa.from(privateKey, Rsa.KEY_TYPE_PRIVATE)
  return {
    name,
    role,
    run() {
      const nonce = Formatter.nonce()
      const timestamp = Formatter.timestamp()
      const message = Formatter.request(method, target, timestamp, nonce, JSON.stringify(payload))
      return Formatter.authorization(mchid, nonce, Rsa.sign(message, key), timestamp, serialNo)
    },
    isRight: isAuthorization,
  }
}

/** A call of its client, with an adapter of axios that responds at once. */
export function caller({ headers, body }: SignedMessage): Contender {
  const data = Buffer.from(body).toString()
  const { client } = new Wechatpay({
    mchid,
    serial: serialNo,
    privateKey,
    certs: { [platformSerial]: publicKey },
    adapter: async (config) => ({ data, status: 200, statusText: 'OK', headers, config }),
  })
  return {
    name,
    role,
    run: () => client.v3.post(target, payload).then((response: { data: unknown }) => response.data),
    isRight: isResponse,
  }
}
