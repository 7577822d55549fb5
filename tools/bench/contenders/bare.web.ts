// WebCrypto on keys imported before, and nothing else: the limit where there is no node:crypto.

import type { Contender } from '../harness/contender.ts'
import { byHand, type Hand } from './by-hand.ts'
import { apiV3Key, derOf, mchid, privateKey, publicKey, serialNo, utf8 } from './keys.ts'
import {
  type Answer,
  type Callback,
  type Envelope,
  isChange,
  method,
  payload,
  type SignatureHeaders,
  target,
} from './messages.ts'

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
const text = new TextDecoder()

// The runtime's own Base64 where it has one, else the quickest way there is.
type Base64Bytes = typeof Uint8Array & { fromBase64?(text: string): Uint8Array<ArrayBuffer> }
const fromBase64 =
  (Uint8Array as Base64Bytes).fromBase64 ??
  ((base64: string): Uint8Array<ArrayBuffer> => {
    const binary = atob(base64)
    const bytes = new Uint8Array(binary.length)
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
    return bytes
  })
const toBase64 = (bytes: Uint8Array & { toBase64?(): string }): string =>
  bytes.toBase64?.() ?? btoa(String.fromCharCode(...bytes))

type Key = Awaited<ReturnType<typeof importVerifyKey>>

function importVerifyKey() {
  return crypto.subtle.importKey('spki', derOf(publicKey), rsa, false, ['verify'])
}

async function verifyMessage(headers: SignatureHeaders, body: Uint8Array, key: Key): Promise<void> {
  const head = utf8(`${headers['wechatpay-timestamp']}\n${headers['wechatpay-nonce']}\n`)
  const message = new Uint8Array(head.length + body.length + 1)
  message.set(head)
  message.set(body, head.length)
  message[message.length - 1] = 0x0a
  const signature = fromBase64(headers['wechatpay-signature'])
  if (!(await crypto.subtle.verify(rsa, key, signature, message))) throw new Error('wrong signature')
}

/** Verifies, opens and parses; checks no header and no field. */
export async function receiver(callback: Callback, role: Contender['role']): Promise<Contender> {
  const verifyKey = await importVerifyKey()
  const secretKey = await crypto.subtle.importKey('raw', utf8(apiV3Key), 'AES-GCM', false, ['decrypt'])
  const { headers, body } = callback
  return {
    name: 'bare WebCrypto',
    role,
    async run() {
      await verifyMessage(headers, body, verifyKey)
      const { resource } = JSON.parse(text.decode(body)) as Envelope
      const algorithm = {
        name: 'AES-GCM',
        iv: utf8(resource.nonce),
        additionalData: utf8(resource.associated_data),
      }
      const opened = await crypto.subtle.decrypt(algorithm, secretKey, fromBase64(resource.ciphertext))
      return JSON.parse(text.decode(opened))
    },
    right: isChange,
  }
}

const message = utf8(`${method}\n${target}\n1\n1\n${JSON.stringify(payload)}\n`)

async function signing(): Promise<(bytes: Uint8Array) => Promise<string>> {
  const key = await crypto.subtle.importKey('pkcs8', derOf(privateKey), rsa, false, ['sign'])
  return async (bytes) =>
    toBase64(new Uint8Array(await crypto.subtle.sign(rsa, key, bytes as Uint8Array<ArrayBuffer>)))
}

/** Only the signature, over bytes made before. */
export async function signer(role: Contender['role']): Promise<Contender> {
  const sign = await signing()
  const verifyKey = await importVerifyKey()
  return {
    name: 'bare WebCrypto, sign only',
    role,
    run: () => sign(message),
    right: (signature) => crypto.subtle.verify(rsa, verifyKey, fromBase64(String(signature)), message),
  }
}

/** A call by hand. */
export async function call(answer: Answer, role: Contender['role']): Promise<Contender> {
  const sign = await signing()
  const verifyKey = await importVerifyKey()
  const hand: Hand = {
    async authorize() {
      const timestamp = Math.floor(Date.now() / 1000)
      const nonce = crypto.randomUUID().replaceAll('-', '')
      const body = JSON.stringify(payload)
      const signature = await sign(utf8(`${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`))
      return `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${serialNo}"`
    },
    verify: (headers, body) => verifyMessage(headers, body, verifyKey),
  }
  return byHand('WebCrypto', answer, hand, role)
}
