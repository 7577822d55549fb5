import type { AnyNotificationDefinition, planChange } from '@wxdp/core'
import type { IncomingCallback } from '../receive/incoming.ts'
import { createRespond } from '../receive/respond.ts'
import type { HandlerSettings, LateSettings } from '../receive/settings.ts'
import { readEventBody } from './event-body.ts'
import { headerOf, headersOf } from './event-headers.ts'
import { at, type EventHost, parseEvent } from './event-host.ts'
import { type AzureResponse, type EventResponse, type GoogleResponse, writers } from './event-response.ts'
import { addressOf, type Platform, platformOf } from './platforms.ts'
import { unknownEvent } from './unknown-event.ts'

/** The parts of a request of Azure Functions that the handler uses. */
export interface AzureRequest {
  readonly method: string
  readonly headers: { get(name: string): string | null }
  readonly bodyUsed: boolean
  readonly params: object
}

/** Responds to callbacks in the form of the platform that passes them. Never rejects. */
export interface EventHandler {
  /** On Azure Functions. */
  (request: AzureRequest, context?: unknown): Promise<AzureResponse>
  /** On Google Cloud Functions. */
  (request: object, response: GoogleResponse): Promise<void>
  /** On all other platforms. */
  (event: object, context?: unknown): Promise<EventResponse>
}

/**
 * Makes the handler of `createHandler` for platforms that call a function with an event: AWS Lambda, Function Compute of
 * Alibaba Cloud, Tencent SCF, CloudBase, uniCloud, FunctionGraph of Huawei Cloud, Google Cloud Functions and Azure
 * Functions. It recognises the platform by the form of the event, and responds in the form that the platform expects.
 *
 * The signature covers the bytes that were sent. Base64 and text of UTF-8 become these bytes again. Text that was not
 * UTF-8 has U+FFFD where a platform could not decode it, so its signature does not match, and the response is a 401. A
 * body that the platform or a middleware has parsed is a 500, and the error names the platform and the setting that leaves
 * the body as it was sent. An event of another form is a 500, too, in the form that most platforms expect.
 *
 * Most platforms freeze the process when the response is out. Work that takes longer than `deadline` may never end there:
 * put it on a queue.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 *
 * @example
 * export const handler = createEventHandler({ verifier, apiV3Key, onNotification })
 */
export function createEventHandler<
  const Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
>(settings: LateSettings<HandlerSettings<Definitions, EventHost>>): EventHandler {
  const respond = createRespond(settings, toIncoming)
  // Two parameters, not three: platforms take a third one for a callback.
  const handle = async (given: unknown, context?: unknown): Promise<unknown> => {
    const { platform, host } = recognize(given, context)
    const response = await respond(host)
    return writers[platform?.response ?? 'common'](response, host)
  }
  return handle as EventHandler
}

interface Recognized {
  readonly platform?: Platform | undefined
  readonly host: EventHost
}

function recognize(given: unknown, context: unknown): Recognized {
  try {
    const event = parseEvent(given)
    const platform = platformOf({ event, context })
    return {
      platform,
      host: { event, context, address: platform && addressOf(platform, { event, context }) },
    }
  } catch {
    // A getter threw. It throws again where the failure is observed.
    return { host: { event: given, context, address: undefined } }
  }
}

function toIncoming(host: EventHost): IncomingCallback {
  const platform = platformOf(host)
  if (!platform) throw unknownEvent(host.event)
  const context = host.context as { waitUntil?(work: Promise<unknown>): unknown } | null | undefined
  return {
    method: `${at(host, platform.method)}`,
    contentType: headerOf(host, 'content-type'),
    headers: headersOf(host),
    read: (bounds) => readEventBody(platform, host, bounds),
    waitUntil: (work) => context?.waitUntil?.(work),
  }
}
