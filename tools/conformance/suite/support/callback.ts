// Callbacks as WeChat Pay sends them, and handlers that receive them.
import {
  type CallbackHandler,
  createHandler,
  type HandlerSettings,
  type ReceivedNotification,
} from '@wxdp/notify'
import { apiV3Key } from '@wxdp-internal/fixtures'
import { type CallbackRequestOptions, callbackRequest } from '@wxdp-internal/fixtures/messages'
import { second, verifier } from './platform.ts'

/** A genuine callback, unless the options change it; its body is a plan change unless another is given. */
export function callback(body?: string | Uint8Array, options: CallbackRequestOptions = {}): Promise<Request> {
  return callbackRequest(body, { timestamp: second, ...options })
}

export interface RecordedHandler {
  readonly handler: CallbackHandler
  /** What `onNotification` was called with. */
  readonly handled: ReceivedNotification[]
  /** `outcome status code` of every callback. */
  readonly outcomes: string[]
}

/** A handler that records what it does. */
export function recordedHandler(
  work: (notification: ReceivedNotification) => Promise<void> | void = () => {},
  settings: Partial<HandlerSettings> = {},
): RecordedHandler {
  const handled: ReceivedNotification[] = []
  const outcomes: string[] = []
  const handler = createHandler({
    verifier,
    apiV3Key,
    ...settings,
    onNotification(notification) {
      handled.push(notification)
      return work(notification)
    },
    observe: ({ outcome, status, code }) => outcomes.push([outcome, status, code].filter(Boolean).join(' ')),
  })
  return { handler, handled, outcomes }
}
