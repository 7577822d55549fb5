// Checks all that our receiver checks, as one function for one key on node:crypto, without an error that says what was
// wrong. What our receiver takes beyond it is the price of being a library.
import { createDecipheriv, createPublicKey, createSecretKey, verify } from 'node:crypto'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import type { Contender } from '../harness/contender.ts'
import { isChange, type SignedMessage } from './messages.ts'

type Fields = Record<string, unknown>

const publicKey = createPublicKey(keys.platform.publicKey)
const secretKey = createSecretKey(Buffer.from(apiV3Key))
const lineFeed = Buffer.from('\n')
const wholeSeconds = /^\d{1,12}$/
const visible = /^[\x21\x23-\x7e]{1,128}$/
const strictBase64 = /^[A-Za-z0-9+/]*={0,2}$/
const utf8 = new TextDecoder('utf-8', { fatal: true })

function need(holds: boolean): asserts holds {
  if (!holds) throw new Error('refused')
}

function single(value: unknown): string {
  need(typeof value === 'string' && value !== '' && !value.includes(','))
  return value
}

function decode(text: unknown): Buffer {
  need(typeof text === 'string' && text.length % 4 === 0 && strictBase64.test(text))
  return Buffer.from(text, 'base64')
}

/** Parses UTF-8 JSON without duplicate members. */
function parse(bytes: Uint8Array): Fields {
  const text = utf8.decode(bytes)
  const value: unknown = JSON.parse(text)
  need(typeof value === 'object' && value !== null)
  need(writtenMembers(text) === parsedMembers(value))
  return value as Fields
}

function writtenMembers(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 0x3a) count++
    if (char === 0x22) {
      do at = text.indexOf('"', at + 1)
      while (text.charCodeAt(at - 1) === 0x5c && slashesBefore(text, at) % 2 === 1)
    }
  }
  return count
}

function slashesBefore(text: string, at: number): number {
  let count = 0
  while (text.charCodeAt(at - 1 - count) === 0x5c) count++
  return count
}

function parsedMembers(value: object): number {
  let count = 0
  for (const member of Object.values(value)) {
    if (!Array.isArray(value)) count++
    if (typeof member === 'object' && member !== null) count += parsedMembers(member)
  }
  return count
}

export function receive({ headers, body }: SignedMessage): Fields {
  const timestamp = single(headers['wechatpay-timestamp'])
  const nonce = headers['wechatpay-nonce']
  const signature = single(headers['wechatpay-signature'])
  const serialNo = single(headers['wechatpay-serial'])
  need(typeof nonce === 'string' && visible.test(nonce) && wholeSeconds.test(timestamp))
  need(Math.abs(Number(timestamp) - Math.floor(Date.now() / 1000)) <= 300)
  need(serialNo.toUpperCase() === keys.platform.serialNo && body.length <= 65_536)
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, lineFeed])
  need(verify('sha256', message, publicKey, decode(signature)))

  const envelope = parse(body)
  const { id, create_time, event_type, resource_type, summary } = envelope
  need(typeof id === 'string' && id !== '' && typeof create_time === 'string')
  need(typeof event_type === 'string' && typeof resource_type === 'string' && typeof summary === 'string')
  need(typeof envelope.resource === 'object' && envelope.resource !== null)
  const resource = envelope.resource as Fields
  const { original_type, associated_data = '' } = resource
  need(typeof original_type === 'string' && resource.algorithm === 'AEAD_AES_256_GCM')
  need(typeof associated_data === 'string' && typeof resource.nonce === 'string')
  const iv = Buffer.from(resource.nonce)
  const sealed = decode(resource.ciphertext)
  need(iv.length === 12 && sealed.length >= 16)
  const decipher = createDecipheriv('aes-256-gcm', secretKey, iv, { authTagLength: 16 })
  decipher.setAAD(Buffer.from(associated_data))
  decipher.setAuthTag(sealed.subarray(-16))
  const plaintext = decipher.update(sealed.subarray(0, -16))
  decipher.final()

  need(original_type === 'delivery_plan' && event_type === 'DELIVERY_PLAN.CHANGE')
  const change = parse(plaintext)
  const { plan_id, plan_state, audit_state, change_reason, modify_time } = change
  need(typeof plan_id === 'string' && typeof plan_state === 'string' && typeof audit_state === 'string')
  need(typeof change_reason === 'string' && typeof modify_time === 'string')
  return Object.assign(envelope, { original_type, kind: 'planChange', resource: change })
}

export function receiver(callback: SignedMessage): Contender {
  return {
    name: 'bare node:crypto, same checks',
    role: 'same',
    run: () => receive(callback),
    isRight: (notification) => isChange((notification as Fields).resource),
  }
}
