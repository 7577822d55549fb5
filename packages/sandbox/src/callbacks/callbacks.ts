import { sealResource, signMessage } from '@wxdp/auth/platform'
import { readBytes, startDeadline } from '@wxdp/bounds'
import type { PlatformKeys } from '../identities/identities.ts'
import { type DeliveryError, toDeliveryError } from './delivery-error.ts'

/** One delivery of a notification: the receiver's response, or why there is none. */
export type CallbackDelivery = DeliveryWithResponse | DeliveryWithoutResponse

/** A delivery to which the receiver responded. */
export interface DeliveryWithResponse extends SentDelivery {
  /** HTTP status. */
  readonly status: number
  /** The response's body, at most the first 1 KiB. */
  readonly body: string
  readonly error?: never
}

/** A delivery to which no response came. */
export interface DeliveryWithoutResponse extends SentDelivery {
  readonly error: DeliveryError
  readonly status?: never
  readonly body?: never
}

/** What was sent. */
export interface SentDelivery {
  /** `probe` carries a wrong signature on purpose; `duplicate` sends the notification once more. */
  readonly kind: 'probe' | 'notification' | 'duplicate'
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string }
}

/** Puts one request to the callback URL. `fetch` is one. */
export type DeliverCallback = (request: Request) => Promise<Response>

/** Milliseconds within which a receiver must respond. Page 4016168699. */
const responseTime = 5_000
/** How much of a response's body is read, and how much of it is kept. Bytes. */
const mostRead = 64 * 1024
const mostKept = 1024

/** What a notification says, and as what. */
export interface NotificationContent {
  /** Such as `REFUND.SUCCESS`. */
  readonly eventType: string
  /** `original_type` of the sealed resource, such as `refund`. */
  readonly originalType: string
  readonly summary: string
  /** What is sealed. */
  readonly resource: object
}

/** The body of a notification: sealed once, sent as often as needed. */
export async function envelope(message: NotificationContent, apiV3Key: string, now: number): Promise<string> {
  const { eventType, originalType, summary } = message
  const plaintext = new TextEncoder().encode(JSON.stringify(message.resource))
  const resource = await sealResource(apiV3Key, plaintext, { associatedData: originalType })
  return JSON.stringify({
    id: crypto.randomUUID(),
    create_time: new Date(now).toISOString(),
    event_type: eventType,
    resource_type: 'encrypt-resource',
    summary,
    resource: { ...resource, original_type: originalType },
  })
}

/** Signs the body anew and sends it once. */
export async function deliverOnce(
  kind: CallbackDelivery['kind'],
  url: string,
  body: string,
  keys: PlatformKeys,
  now: number,
  deliver: DeliverCallback,
): Promise<CallbackDelivery> {
  const bytes = new TextEncoder().encode(body)
  const signature = await signMessage({
    body: bytes,
    scheme: keys.scheme,
    serialNo: keys.platformSerial,
    privateKey: keys.platformPrivateKey,
    timestamp: Math.floor(now / 1000),
  })
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'User-Agent': 'Mozilla/4.0',
    ...signature,
    ...(kind === 'probe' && { 'Wechatpay-Signature': probeSignature(signature['Wechatpay-Signature']) }),
  }
  const request = { headers, body }
  const deadline = startDeadline(responseTime, timeoutError)
  const { signal } = deadline
  const outgoing = new Request(url, { method: 'POST', headers, body: bytes, redirect: 'manual', signal })
  try {
    const response = await deadline.race(deliver(outgoing))
    const bodyBytes = await deadline.race(readBytes(response.body, { maxBytes: mostRead, signal }))
    return {
      kind,
      request,
      status: response.status,
      body: new TextDecoder().decode(bodyBytes.slice(0, mostKept)),
    }
  } catch (error) {
    return { kind, request, error: toDeliveryError(error) }
  } finally {
    deadline.dispose()
  }
}

/** Wrong on purpose: the mark in front, as long as a true one, and valid Base64. */
function probeSignature(signature: string): string {
  const mark = 'WECHATPAY/SIGNTEST/'
  return mark + signature.slice(mark.length)
}

function timeoutError(): Error {
  return Object.assign(new Error(`No response within ${responseTime / 1000} seconds.`), { code: 'TIMEOUT' })
}
