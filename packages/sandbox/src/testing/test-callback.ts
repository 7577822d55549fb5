import { importPrivateKey } from '@wxdp/auth'
import type { PlanChange } from '@wxdp/core'
import { callbackHeaders } from '../callbacks/callback-headers.ts'
import { type NotificationContent, sealNotification } from '../callbacks/notification.ts'
import { hexadecimal, type RandomBytes, randomString, randomUuid, readable } from '../http/random.ts'
import { probeSignature, type SigningKey, signBytes } from '../http/sign.ts'
import type { Identity } from '../identities/identity.ts'
import { changeNotification, completeChange } from '../plans/plan-notification.ts'
import { pooledKeyPair } from './key-pool.ts'

/** What a callback says: a change of a plan, whose missing fields get plausible values; or anything else. */
export type CallbackContent = Partial<PlanChange> | NotificationContent

/**
 * How a callback differs from the genuine one. All but `genuine` and `duplicate` must be rejected.
 *
 * | variant | what is different |
 * | --- | --- |
 * | `genuine` | nothing |
 * | `duplicate` | the same notification, signed anew |
 * | `probe` | the wrong signature of a probe (签名探测流量) |
 * | `forged` | signed with a key that is not WeChat Pay's |
 * | `tampered` | the body was changed after it was signed |
 * | `stale` | signed ten minutes ago |
 * | `wrongSerial` | `Wechatpay-Serial` names no known key |
 * | `wrongApiV3Key` | sealed with another APIv3 key |
 */
export type CallbackVariant =
  | 'genuine'
  | 'duplicate'
  | 'probe'
  | 'forged'
  | 'tampered'
  | 'stale'
  | 'wrongSerial'
  | 'wrongApiV3Key'

/** A signed and sealed callback. `fetch` takes it as its options. */
export interface TestCallback {
  /** The notification's id. */
  readonly id: string
  readonly url: string
  readonly method: 'POST'
  readonly headers: Readonly<Record<string, string>>
  /** Sealed. */
  readonly body: string
  /** The content of the sealed resource. */
  readonly resource: object
  /** A new request each time. */
  toRequest(): Request
  /** Headers and raw body, as `createReceiver` takes them. */
  toRaw(): { readonly headers: TestCallback['headers']; readonly body: Uint8Array }
  /** The same notification in another variant. */
  as(variant: CallbackVariant): Promise<TestCallback>
}

export interface CallbackParts {
  readonly identity: Identity
  readonly url: string
  readonly content: CallbackContent
  readonly now: () => number
  readonly randomBytes: RandomBytes
}

/** How old a stale signature is, in milliseconds: twice as old as is accepted. */
const staleness = 600_000

/** As long as that of a certificate. */
const unknownSerial = '7'.repeat(40)

export async function createTestCallback(parts: CallbackParts): Promise<TestCallback> {
  const { identity, url, now, randomBytes } = parts
  const content = toContent(parts.content, now())
  const id = randomUuid(randomBytes)
  const time = now()
  const seal = (apiV3Key: string): Promise<string> => {
    const nonce = randomString(readable, { length: 12, randomBytes })
    return sealNotification(content, { apiV3Key, now: time, id, nonce })
  }
  const sealed = await seal(identity.apiV3Key)
  async function make(variant: CallbackVariant): Promise<TestCallback> {
    const key = identity.platformKeys.callbackKey()
    const signed = variant === 'wrongApiV3Key' ? await seal('x'.repeat(32)) : sealed
    const body = variant === 'tampered' ? withOtherSummary(signed) : signed
    const signature = await signBytes(new TextEncoder().encode(signed), await signingKey(key, variant), {
      now: now() - (variant === 'stale' ? staleness : 0),
      nonce: randomString(hexadecimal, { length: 32, randomBytes }),
    })
    const headers: Record<string, string> = {
      ...callbackHeaders,
      ...signature,
      ...(variant === 'probe' && { 'Wechatpay-Signature': probeSignature(signature['Wechatpay-Signature']) }),
      ...(variant === 'wrongSerial' && { 'Wechatpay-Serial': unknownSerial }),
    }
    const sent = { method: 'POST', headers, body } as const
    return {
      ...{ id, url, ...sent, resource: content.resource },
      toRequest: () => new Request(url, sent),
      toRaw: () => ({ headers, body: new TextEncoder().encode(body) }),
      as: make,
    }
  }
  return make('genuine')
}

function toContent(content: CallbackContent, now: number): NotificationContent {
  if ('eventType' in content) return content
  return changeNotification(completeChange(content, now))
}

async function signingKey(key: SigningKey, variant: CallbackVariant): Promise<SigningKey> {
  if (variant !== 'forged') return key
  const { privateKey } = await pooledKeyPair('forger')
  return { ...key, privateKey: await importPrivateKey(privateKey) }
}

function withOtherSummary(body: string): string {
  const envelope = JSON.parse(body) as { readonly summary: string }
  return JSON.stringify({ ...envelope, summary: `${envelope.summary}。` })
}
