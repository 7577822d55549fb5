// The limit: bare calls of node:crypto on imported keys. They check no header, no field and no clock.
import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
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
  transport,
} from './messages.ts'

const publicKey = createPublicKey(keys.platform.publicKey)
const privateKey = createPrivateKey(keys.merchant.privateKey)
const secretKey = createSecretKey(Buffer.from(apiV3Key))
const lineFeed = Buffer.from('\n')

function verifyMessage({ headers, body }: SignedMessage): void {
  const head = `${headers['wechatpay-timestamp']}\n${headers['wechatpay-nonce']}\n`
  const message = Buffer.concat([Buffer.from(head), body, lineFeed])
  const signature = Buffer.from(headers['wechatpay-signature'], 'base64')
  if (!verify('sha256', message, publicKey, signature)) throw new Error('wrong signature')
}

/** Verifies, opens and parses. */
export function receiver(callback: SignedMessage): Contender {
  return {
    name: 'bare node:crypto',
    role: 'limit',
    run() {
      verifyMessage(callback)
      const { resource } = JSON.parse((callback.body as Buffer).toString()) as Envelope
      const sealed = Buffer.from(resource.ciphertext, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', secretKey, resource.nonce, { authTagLength: 16 })
      decipher.setAAD(Buffer.from(resource.associated_data)).setAuthTag(sealed.subarray(-16))
      return JSON.parse(decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8'))
    },
    isRight: isChange,
  }
}

interface Stamp {
  readonly timestamp: number
  readonly nonce: string
}
const stamp = (): Stamp => ({
  timestamp: Math.floor(Date.now() / 1000),
  nonce: randomUUID().replaceAll('-', ''),
})
const messageOf = ({ timestamp, nonce }: Stamp): Buffer =>
  Buffer.from(`${method}\n${target}\n${timestamp}\n${nonce}\n${JSON.stringify(payload)}\n`)

function authorizationOf({ timestamp, nonce }: Stamp, signature: Buffer): string {
  const { mchid, serialNo } = keys.merchant
  return `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",signature="${signature.toString('base64')}",timestamp="${timestamp}",serial_no="${serialNo}"`
}

function authorize(): string {
  const now = stamp()
  return authorizationOf(now, sign('sha256', messageOf(now), privateKey))
}

/** Only the signature, over a message built before. */
export function signer(): Contender {
  const fixed = stamp()
  const message = messageOf(fixed)
  return {
    name: 'bare node:crypto, sign only',
    role: 'limit',
    run: () => sign('sha256', message, privateKey),
    isRight: (signature) => isAuthorization(authorizationOf(fixed, signature as Buffer)),
  }
}

/** The whole Authorization, built and signed by hand. */
export function builder(): Contender {
  return {
    name: 'bare node:crypto, build and sign',
    role: 'other',
    run: authorize,
    isRight: isAuthorization,
  }
}

/**
 * A call as a user of `fetch` would write it: a Request with a time limit, both signatures, a Response read whole. It
 * knows no second host, no retries and no bounds, and checks nothing.
 */
export function caller(message: SignedMessage): Contender {
  const send = transport(message)
  return {
    name: 'bare node:crypto and fetch by hand',
    role: 'limit',
    async run() {
      const request = new Request(`https://api.mch.weixin.qq.com${target}`, {
        method,
        headers: {
          Accept: 'application/json',
          'Content-Type': 'application/json',
          Authorization: authorize(),
        },
        body: JSON.stringify(payload),
        signal: AbortSignal.timeout(10_000),
      })
      const response = await send(request)
      const body = Buffer.from(await response.arrayBuffer())
      const names = ['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature']
      const headers = Object.fromEntries(names.map((name) => [name, response.headers.get(name) ?? '']))
      verifyMessage({ headers: headers as SignedMessage['headers'], body })
      return JSON.parse(body.toString())
    },
    isRight: isResponse,
  }
}
