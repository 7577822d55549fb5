// The limit on Node and Bun: node:crypto on keys imported before, and nothing else.
import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import type { Contender } from '../harness/contender.ts'
import { byHand } from './by-hand.ts'
import { apiV3Key, mchid, privateKey, publicKey, serialNo } from './keys.ts'
import {
  type Answer,
  type Callback,
  type Envelope,
  isAuthorized,
  isChange,
  method,
  payload,
  type SignatureHeaders,
  target,
} from './messages.ts'

const lineFeed = Buffer.from('\n')

type Key = ReturnType<typeof createPublicKey>

function verifyMessage(headers: SignatureHeaders, body: Uint8Array, key: Key): void {
  const head = `${headers['wechatpay-timestamp']}\n${headers['wechatpay-nonce']}\n`
  const message = Buffer.concat([Buffer.from(head), body, lineFeed])
  const signature = Buffer.from(headers['wechatpay-signature'], 'base64')
  if (!verify('sha256', message, key, signature)) throw new Error('wrong signature')
}

/** Verifies, opens and parses; checks no header and no field. */
function receive({ headers, body }: Callback, verifyKey: Key, secretKey: Key): unknown {
  verifyMessage(headers, body, verifyKey)
  const { resource } = JSON.parse((body as Buffer).toString()) as Envelope
  const sealed = Buffer.from(resource.ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', secretKey, resource.nonce, { authTagLength: 16 })
  decipher.setAAD(Buffer.from(resource.associated_data))
  decipher.setAuthTag(sealed.subarray(-16))
  const text = decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
  return JSON.parse(text)
}

export function receiver(callback: Callback): Contender {
  const verifyKey = createPublicKey(publicKey)
  const secretKey = createSecretKey(Buffer.from(apiV3Key))
  return {
    name: 'bare node:crypto',
    role: 'limit',
    run: () => receive(callback, verifyKey, secretKey),
    right: isChange,
  }
}

const message = Buffer.from(`${method}\n${target}\n1\n1\n${JSON.stringify(payload)}\n`)

function isSignature(signature: unknown): boolean {
  return verify('sha256', message, createPublicKey(publicKey), Buffer.from(String(signature), 'base64'))
}

/** Only the signature, over bytes made before. */
export function signer(role: Contender['role']): Contender {
  const key = createPrivateKey(privateKey)
  return {
    name: 'bare node:crypto, sign only',
    role,
    run: () => sign('sha256', message, key).toString('base64'),
    right: isSignature,
  }
}

/** The same on the threads of the pool. */
export function pooledSigner(role: Contender['role']): Contender {
  const key = createPrivateKey(privateKey)
  return {
    name: 'bare node:crypto, sign only, with callback',
    role,
    run: () =>
      new Promise((resolve, reject) => {
        sign('sha256', message, key, (error, signature) =>
          error ? reject(error) : resolve(signature.toString('base64')),
        )
      }),
    right: isSignature,
  }
}

/** The whole Authorization, by hand; checks nothing of what it is given. */
export function builder(): Contender {
  const key = createPrivateKey(privateKey)
  return {
    name: 'bare node:crypto, build and sign',
    role: 'aside',
    run() {
      const timestamp = Math.floor(Date.now() / 1000)
      const nonce = randomUUID().replaceAll('-', '')
      const body = JSON.stringify(payload)
      const message = Buffer.from(`${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`)
      const signature = sign('sha256', message, key).toString('base64')
      return `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${serialNo}"`
    },
    right: isAuthorized,
  }
}

/** A signature over the request and a verification of the answer, and nothing else of a call. */
export function signAndVerify({ headers, body }: Answer): Contender {
  const key = createPrivateKey(privateKey)
  const verifyKey = createPublicKey(publicKey)
  return {
    name: 'bare node:crypto, sign and verify only',
    role: 'aside',
    run() {
      verifyMessage(headers, body, verifyKey)
      return sign('sha256', message, key).toString('base64')
    },
    right: isSignature,
  }
}

/** A call by hand. */
export function call(answer: Answer): Contender {
  const verifyKey = createPublicKey(publicKey)
  const authorize = builder().run as () => string
  return byHand('node:crypto', answer, {
    authorize,
    verify: (headers, body) => verifyMessage(headers, body, verifyKey),
  })
}
