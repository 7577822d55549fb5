// wechatpay-axios-plugin 0.9.6, as its README (and the handler on the site that the README points to) shows, and in
// its fastest way. Both check the clock and the serial by hand, as that handler does.
import type { KeyObject } from 'node:crypto'
import { Aes, Formatter, Hash, Rsa, Wechatpay } from 'wechatpay-axios-plugin'
import type { Contender } from '../harness/contender.ts'
import { apiV3Key, mchid, platformSerial, privateKey, publicKey, serialNo } from './keys.ts'
import {
  type Answer,
  type Callback,
  type Envelope,
  isAnswer,
  isAuthorized,
  isChange,
  method,
  payload,
  target,
} from './messages.ts'

export function receivers(callback: Callback): Contender[] {
  return [
    receiver('wechatpay-axios-plugin, as README', callback, apiV3Key),
    receiver('wechatpay-axios-plugin, fastest', callback, Hash.keyObjectFrom(apiV3Key)),
  ]
}

/** The README's key is a text; a KeyObject spares its import at each call. */
function receiver(name: string, { headers, body }: Callback, secret: string | KeyObject): Contender {
  const keys: Record<string, KeyObject> = {
    [platformSerial]: Rsa.from(publicKey, Rsa.KEY_TYPE_PUBLIC) as KeyObject,
  }
  return {
    name,
    role: 'peer',
    run() {
      const {
        'wechatpay-timestamp': timestamp,
        'wechatpay-nonce': nonce,
        'wechatpay-serial': serial,
        'wechatpay-signature': signature,
      } = headers
      if (Math.abs(Formatter.timestamp() - Number(timestamp)) > 300) throw new Error('too far off')
      const key = Object.hasOwn(keys, serial) ? keys[serial] : undefined
      if (!key) throw new Error('unknown serial')
      const text = (body as Buffer).toString()
      if (!Rsa.verify(Formatter.response(timestamp, nonce, text), signature, key)) throw new Error('forged')
      const { resource } = JSON.parse(text) as Envelope
      const opened = Aes.AesGcm.decrypt(
        resource.ciphertext,
        secret as string,
        resource.nonce,
        resource.associated_data,
      )
      return JSON.parse(opened)
    },
    right: isChange,
  }
}

export function signers(): Contender[] {
  return [client(), pieces()]
}

/** The README's way is a call of its axios client: here with an adapter that ends it where transport would begin. */
function client(): Contender {
  let authorization: unknown
  const wechatpay = create(async (config) => {
    authorization = config.headers.Authorization
    // An error answer is not verified, so that only the way out is timed.
    return { data: '', status: 404, statusText: '', headers: {}, config }
  })
  return {
    name: 'wechatpay-axios-plugin, as README (axios, no transport)',
    role: 'peer',
    run: () => wechatpay.client.v3.post(target, payload).then(() => authorization),
    right: isAuthorized,
  }
}

/** A whole call, over an adapter that answers at once. */
export function caller({ headers, body }: Answer): Contender {
  const data = Buffer.from(body).toString()
  const wechatpay = create(async (config) => ({ data, status: 200, statusText: 'OK', headers, config }))
  return {
    name: 'wechatpay-axios-plugin',
    role: 'peer',
    run: () => wechatpay.client.v3.post(target, payload).then((response: { data: unknown }) => response.data),
    right: isAnswer,
  }
}

type Adapter = NonNullable<NonNullable<ConstructorParameters<typeof Wechatpay>[0]>['adapter']>

function create(adapter: Adapter): InstanceType<typeof Wechatpay> {
  return new Wechatpay({
    mchid,
    serial: serialNo,
    privateKey,
    certs: { [platformSerial]: publicKey },
    adapter,
  })
}

/** What its interceptor does, without axios around it. */
function pieces(): Contender {
  const key = Rsa.from(privateKey, Rsa.KEY_TYPE_PRIVATE)
  return {
    name: 'wechatpay-axios-plugin, fastest',
    role: 'peer',
    run() {
      const nonce = Formatter.nonce()
      const timestamp = Formatter.timestamp()
      const message = Formatter.request(method, target, timestamp, nonce, JSON.stringify(payload))
      return Formatter.authorization(mchid, nonce, Rsa.sign(message, key), timestamp, serialNo)
    },
    right: isAuthorized,
  }
}
