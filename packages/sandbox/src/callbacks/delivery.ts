import { readBytes, startDeadline } from '@wxdp/bounds'
import { describe } from '../errors.ts'
import { type SigningKey, type SigningTime, signBytes } from '../http/sign.ts'
import { type DeliveryError, toDeliveryError } from './delivery-error.ts'

/** One delivery of a notification: with the receiver's response, or with the reason why there is none. */
export type CallbackDelivery = DeliveryWithResponse | DeliveryWithoutResponse

/** A delivery to which the receiver responded. */
export interface DeliveryWithResponse extends SentDelivery {
  /** HTTP status. */
  readonly status: number
  /** The body of the response, at most its first 1,024 bytes. */
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

/** Sends one request to the callback URL. `fetch` is such a function. */
export type DeliverCallback = (request: Request) => Promise<Response>

export interface DeliveryOptions extends SigningTime {
  readonly url: string
  readonly body: string
  readonly key: SigningKey
  readonly deliver: DeliverCallback
}

/** Milliseconds within which a receiver must respond. Page 4016168699. */
const responseTime = 5_000
/** Bytes of a response's body. */
const maxRead = 64 * 1024
const maxKept = 1024

/** Signs the body and sends it once. Never rejects because of the receiver. */
export async function deliverOnce(
  kind: SentDelivery['kind'],
  { url, body, key, now, nonce, deliver }: DeliveryOptions,
): Promise<CallbackDelivery> {
  const bytes = new TextEncoder().encode(body)
  const signature = await signBytes(bytes, key, { now, nonce })
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'User-Agent': 'Mozilla/4.0',
    ...signature,
    ...(kind === 'probe' && { 'Wechatpay-Signature': probeSignature(signature['Wechatpay-Signature']) }),
  }
  const sent = { kind, request: { headers, body } }
  const deadline = startDeadline(responseTime, timeoutError)
  const { signal } = deadline
  const outgoing = new Request(url, { method: 'POST', headers, body: bytes, redirect: 'manual', signal })
  try {
    const response = await deadline.race(deliverTo(deliver, outgoing))
    const read = await deadline.race(readBytes(response.body, { maxBytes: maxRead, signal }))
    return { ...sent, status: response.status, body: new TextDecoder().decode(read.slice(0, maxKept)) }
  } catch (error) {
    return { ...sent, error: toDeliveryError(error) }
  } finally {
    deadline.dispose()
  }
}

/** A function of the user's: it may throw at once, and it may return anything. */
async function deliverTo(deliver: DeliverCallback, request: Request): Promise<Response> {
  const response: unknown = await deliver(request)
  if (typeof (response as Response | undefined)?.status === 'number') return response as Response
  throw new TypeError(`deliver: expected a Response, found ${describe(response)}.`)
}

/** Wrong on purpose: marked in front, as long as a genuine signature, and valid Base64. */
function probeSignature(signature: string): string {
  const mark = 'WECHATPAY/SIGNTEST/'
  return mark + signature.slice(mark.length)
}

function timeoutError(): Error {
  return Object.assign(new Error(`No response within ${responseTime / 1000} seconds.`), { code: 'TIMEOUT' })
}
