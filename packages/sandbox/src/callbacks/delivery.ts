import { readBytes, startDeadline } from '@wxdp/bounds'
import type { Activity, Work } from '../clock/activity.ts'
import type { Clock } from '../clock/clock.ts'
import type { Duration } from '../clock/duration.ts'
import { describe } from '../errors.ts'
import { probeSignature, type SigningKey, signBytes } from '../http/sign.ts'
import type { Text } from '../http/text.ts'
import { callbackHeaders } from './callback-headers.ts'
import { type DeliveryError, toDeliveryError } from './delivery-error.ts'
import { problemOf } from './problem.ts'
import { createWait, responseTime, timeoutError } from './wait.ts'

/** One delivery of a notification: with the receiver's response, or with the reason why there is none. */
export type CallbackDelivery = DeliveryWithResponse | DeliveryWithoutResponse

/** A delivery to which the receiver responded. */
export interface DeliveryWithResponse extends SentDelivery {
  /** HTTP status. */
  readonly status: number
  /** The headers of the response, names in lower case: at most the first 4,096 characters of them. */
  readonly headers: Readonly<Record<string, string>>
  /** The body of the response, at most its first 1,024 bytes. */
  readonly body: string
  readonly error?: never
}

/** A delivery to which no response came. */
export interface DeliveryWithoutResponse extends SentDelivery {
  readonly error: DeliveryError
  readonly status?: never
  readonly headers?: never
  readonly body?: never
}

/** What was sent. */
export interface SentDelivery {
  /** `probe` carries a wrong signature on purpose; `duplicate` sends the notification once more. */
  readonly kind: 'probe' | 'notification' | 'duplicate'
  /** 1, or more for a retry because the receiver has not acknowledged the notification. */
  readonly attempt: number
  /** When it was sent, on the sandbox's clock. Milliseconds since 1970. */
  readonly time: number
  /** What was sent. The body is sealed; the opened content is the `resource` of the {@link CallbackRecord}. */
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string }
  /** Why it has failed, in both languages; absent if it has not. A probe fails if the receiver accepts it. */
  readonly problem?: Text | undefined
}

/** For a receiver that runs in the same process. */
export interface DeliveryContext {
  /** Whose keys have sealed and signed the notification. */
  readonly owner: 'partner' | 'brand'
  /**
   * Waits on the sandbox's clock: `control.advance` turns it. A receiver that waits longer than five seconds is too late.
   *
   * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
   */
  wait(duration: Duration): Promise<void>
}

/** Sends one request to the callback URL. `fetch` is such a function, and so is a handler of `@wxdp/notify`. */
export type DeliverCallback = (request: Request, context: DeliveryContext) => Promise<Response>

export interface DeliveryOptions {
  readonly owner: DeliveryContext['owner']
  readonly attempt: number
  readonly url: string
  readonly body: string
  readonly nonce: string
  readonly key: SigningKey
  readonly deliver: DeliverCallback
  readonly clock: Clock
  readonly activity: Activity
  /** The delivery, as work that the clock must not overtake. */
  readonly work: Work
}

/** Bytes of a response's body. */
const maxRead = 64 * 1024
const maxKept = 1024
const maxHeaders = 4096

/**
 * Signs the body and sends it once. Never rejects because of the receiver. The time limit counts what the receiver takes,
 * and what it waits on the sandbox's clock.
 */
export async function deliverOnce(
  kind: SentDelivery['kind'],
  { owner, url, body, nonce, attempt, key, deliver, clock, activity, work }: DeliveryOptions,
): Promise<CallbackDelivery> {
  const time = clock.now()
  const bytes = new TextEncoder().encode(body)
  const signature = await signBytes(bytes, key, { now: time, nonce })
  const headers: Record<string, string> = {
    ...callbackHeaders,
    ...signature,
    ...(kind === 'probe' && { 'Wechatpay-Signature': probeSignature(signature['Wechatpay-Signature']) }),
  }
  const sent = { kind, attempt, time, request: { headers, body } }
  const wait = createWait({ clock, activity, work, limit: time + responseTime })
  const deadline = startDeadline(responseTime, timeoutError, wait.isOver)
  const { signal } = deadline
  const outgoing = new Request(url, { method: 'POST', headers, body: bytes, redirect: 'manual', signal })
  const receiver = deliverTo(deliver, outgoing, { owner, wait: wait.wait })
  try {
    const response = await deadline.race(receiver)
    const read = await deadline.race(readBytes(response.body, { maxBytes: maxRead, signal }))
    const { status } = response
    const body = new TextDecoder().decode(read.slice(0, maxKept))
    return { ...sent, status, headers: headersOf(response), body, problem: problemOf({ kind, status }) }
  } catch (thrown) {
    const error = toDeliveryError(thrown)
    return { ...sent, error, problem: problemOf({ kind, error }) }
  } finally {
    deadline.dispose()
    wait.end(receiver)
  }
}

/** A receiver in the same process may have sent any number of them. */
function headersOf({ headers }: Response): Readonly<Record<string, string>> {
  let size = 0
  const kept = [...(headers ?? [])].filter(([name, value]) => {
    size += name.length + value.length
    return size <= maxHeaders
  })
  return Object.fromEntries(kept)
}

/** A function of the user's: it may throw at once, and it may return anything. */
async function deliverTo(
  deliver: DeliverCallback,
  request: Request,
  context: DeliveryContext,
): Promise<Response> {
  const response: unknown = await deliver(request, context)
  if (typeof (response as Response | undefined)?.status === 'number') return response as Response
  throw new TypeError(`deliver: expected a Response, found ${describe(response)}.`)
}
