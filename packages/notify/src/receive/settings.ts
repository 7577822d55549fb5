import type { ApiV3Key, ApiV3KeyInput, SealedResource, Verifier } from '@wxdp/auth'
import type { AnyNotificationDefinition, NotificationOf, planChange, UnknownNotification } from '@wxdp/core'
import type { Inbox } from '../inbox/inbox.ts'
import type { CallbackEvent } from './observe.ts'

type ApiV3Keys = ApiV3KeyInput | readonly ApiV3KeyInput[]

/**
 * One key; several, each of which is tried, while a key is being changed; or a function that finds them by the serial
 * of the key that signed, for several merchants on one URL.
 */
export type ApiV3KeySource = ApiV3Keys | ((serialNo: string) => ApiV3Keys | Promise<ApiV3Keys>)

/** Returns the plaintext of a sealed resource if all of it is authentic, and throws otherwise. */
export type OpenResource = (apiV3Key: ApiV3Key, sealed: SealedResource) => Promise<Uint8Array>

/** A verified, opened and parsed notification of one of the definitions, or of `kind: 'unknown'`. */
export type ReceivedNotification<
  Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
> = NotificationOf<Definitions[number]> | UnknownNotification

/** The settings that a receiver and a handler share. */
export interface ReceiverSettings<
  Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
> {
  readonly verifier: Verifier
  readonly apiV3Key: ApiV3KeySource
  /**
   * Opens the resources with the key. Default: `openResource` of `@wxdp/auth` (AES-256-GCM). Merchants who use SM2
   * (国密) set `openSm4Resource` of `@wxdp/auth-sm` (SM4-GCM). Each refuses the other's algorithm.
   */
  readonly open?: OpenResource
  /** The notifications to parse and type; others come as `kind: 'unknown'`. Default: `[planChange]`. */
  readonly notifications?: Definitions
  /** The largest body, in bytes. Default 65,536. */
  readonly maxBytes?: number
}

/** How a notification arrived. */
export interface NotificationContext<Host = unknown> {
  /** The serial of the key that signed it, upper case. It tells several merchants on one URL apart. */
  readonly serialNo: string
  /** When WeChat Pay signed it, in Unix seconds. */
  readonly timestamp: number
  /** What the host called the handler with, such as `{ request, context }`. */
  readonly host: Host
}

/** The settings of a handler. `Host` is what the host calls the handler with, as one object. */
export interface HandlerSettings<
  Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
  Host = unknown,
> extends ReceiverSettings<Definitions> {
  /**
   * Takes over a notification. When it resolves, WeChat Pay gets its 204 and stops sending: before that, finish the
   * work or put it on a durable queue. When it throws or rejects, the response is a 500 and WeChat Pay sends again.
   */
  readonly onNotification: (
    notification: ReceivedNotification<Definitions>,
    context: NotificationContext<Host>,
  ) => Promise<void> | void
  /** Remembers which notifications are handled. Default: `createMemoryInbox()`, for one process. */
  readonly inbox?: Inbox
  /** Time from the request to the response, in milliseconds, below 5,000. Default 4,000; WeChat Pay waits 5 s. */
  readonly deadline?: number
  /**
   * Checks where a callback comes from, before its body is read; see `createSourceCheck`. It is a second line of
   * defence: the signature is verified all the same. Default: none.
   */
  // A method, so that a check may expect more of the host than its type promises, such as Express's request.ip.
  sourceCheck?(host: Host): void | Promise<void>
  /**
   * Called with the outcome of every callback, for logs and metrics; what it throws is ignored. Default: a callback
   * that failed is one line on `console.error`. The line has the message of the error that `onNotification` threw,
   * and otherwise no content of the callback but the notification's id.
   */
  readonly observe?: (event: CallbackEvent) => void
}

/**
 * Settings, or a function that returns them or a promise of them.
 *
 * The function is called once, at the first request; requests that arrive meanwhile wait for the same call. If it
 * throws, takes longer than 4 s or returns invalid settings, the response is a 500, `console.error` gets one line,
 * and the next request calls it again.
 */
export type LateSettings<Settings> = Settings | (() => Settings | Promise<Settings>)
