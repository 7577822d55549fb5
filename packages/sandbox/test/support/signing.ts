// Requests signed by hand: with any message, any key, any form of the Authorization.
import { createHash, createSign } from 'node:crypto'
import { keys } from '@wxdp-internal/fixtures'

export interface SignedParts {
  readonly method: string
  readonly target: string
  readonly timestamp: string
  readonly nonce: string
  readonly body: string
}

/** The message as documented. */
export const documented = ({ method, target, timestamp, nonce, body }: SignedParts): string =>
  `${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`

export function sign(message: string, { key = keys.merchant.privateKey, hash = 'RSA-SHA256' } = {}): string {
  return createSign(hash).update(message).sign(key, 'base64')
}

/** The pairs of an Authorization value, in the order of the documentation. */
export function pairsOf({ timestamp, nonce }: SignedParts, signature: string): [string, string][] {
  return [
    ['mchid', keys.merchant.mchid],
    ['nonce_str', nonce],
    ['signature', signature],
    ['timestamp', timestamp],
    ['serial_no', keys.merchant.serialNo],
  ]
}

export function authorizationOf(pairs: readonly (readonly [string, string])[], separator = ','): string {
  return `WECHATPAY2-SHA256-RSA2048 ${pairs.map(([name, value]) => `${name}="${value}"`).join(separator)}`
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
