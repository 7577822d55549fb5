import { toBytes } from '@wxdp/auth'
import type { AnyNotificationDefinition, planChange } from '@wxdp/core'
import { bodyConsumed, boundedBytes, readRequest } from './body.ts'
import type { RequestLike } from './incoming.ts'
import { createCallbackOpener, type RawCallback } from './open-callback.ts'
import type { ReceivedNotification, ReceiverSettings } from './settings.ts'

/**
 * Verifies, opens and parses one callback: a `Request` of any class, or bytes with their headers.
 *
 * Throws `AuthError` where it is not genuine or cannot be opened; `CoreError` `CORE_ENVELOPE_INVALID`,
 * `CORE_RESOURCE_INVALID`; `NotifyError` `NOTIFY_BODY_TOO_LARGE`, `NOTIFY_BODY_CONSUMED`.
 */
export type CallbackReceiver<Notification = ReceivedNotification> = (
  callback: RequestLike | RawCallback,
) => Promise<Notification>

/**
 * Makes a function from a callback to its notification, for those who respond to callbacks themselves.
 *
 * The raw bytes are verified before anything else is done with them. Duplicates are not recognised;
 * {@link createHandler} does that, and responds.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 *
 * @example
 * const receive = createReceiver({ verifier, apiV3Key })
 * const notification = await receive(request)
 * if (notification.kind === 'planChange') console.log(notification.resource.plan_state)
 */
export function createReceiver<
  const Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
>(settings: ReceiverSettings<Definitions>): CallbackReceiver<ReceivedNotification<Definitions>> {
  const { maxBytes, openCallback } = createCallbackOpener(settings)
  return async (callback) => {
    const body = await readBody(callback, maxBytes)
    const { notification } = await openCallback({ headers: callback.headers, body })
    return notification
  }
}

async function readBody(callback: RequestLike | RawCallback, maxBytes: number): Promise<Uint8Array> {
  const bytes = toBytes(callback.body)
  if (bytes) return boundedBytes(bytes, maxBytes)
  // By its form, not its class: there are many classes of requests.
  if ('bodyUsed' in callback) return readRequest(callback, { maxBytes })
  throw bodyConsumed(
    `The body is ${callback.body === null ? null : typeof callback.body}, not a Uint8Array`,
    'Pass the raw bytes: express.raw(), not express.json(), or the bytes behind event.body.',
  )
}
