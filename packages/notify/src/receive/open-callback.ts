import {
  type ApiV3Key,
  type Bytes,
  type HeaderSource,
  importApiV3Key,
  openResource,
  type SealedResource,
} from '@wxdp/auth'
import { type AnyNotificationDefinition, parseEnvelope, parseNotification, planChange } from '@wxdp/core'
import { invalidOption, requireFunctions, requirePositiveIntegers, wrongOption } from '../errors.ts'
import type {
  ApiV3KeySource,
  NotificationContext,
  OpenResource,
  ReceivedNotification,
  ReceiverSettings,
} from './settings.ts'

/** A callback whose body is in memory, untouched. */
export interface RawCallback {
  readonly headers: HeaderSource
  /** The bytes as they arrived, in any form that holds bytes: neither a string nor a parsed object. */
  readonly body: Bytes
}

/** A notification, and the key and the time of its signature. */
export interface OpenedCallback<Notification> extends Omit<NotificationContext, 'host'> {
  readonly notification: Notification
}

/** Verifies, opens and parses callbacks. The bound is for whoever reads their bodies. */
export interface CallbackOpener<Notification> {
  readonly maxBytes: number
  openCallback(callback: RawCallback): Promise<OpenedCallback<Notification>>
}

/**
 * Makes what a receiver and a handler share. The raw bytes are verified, then parsed as an envelope, then the resource
 * is opened and parsed, always in this order.
 */
export function createCallbackOpener<const Definitions extends readonly AnyNotificationDefinition[]>(
  settings: ReceiverSettings<Definitions>,
): CallbackOpener<ReceivedNotification<Definitions>> {
  // First: the settings may be anything, such as a forgotten argument.
  if (typeof settings?.verifier?.verify !== 'function') {
    throw wrongOption('verifier must come from createVerifier', settings?.verifier)
  }
  const { verifier, open = openResource, notifications = [planChange], maxBytes = 65_536 } = settings
  requireFunctions({ open })
  requirePositiveIntegers({ maxBytes })
  const findKeys = createKeyFinder(settings.apiV3Key)
  return {
    maxBytes,
    async openCallback(callback) {
      const { body, serialNo, timestamp } = await verifier.verify(callback)
      const envelope = parseEnvelope(body)
      const resource = await openWithAny(open, await findKeys(serialNo), envelope.resource)
      const notification = parseNotification(notifications, envelope, resource)
      return {
        notification: notification as ReceivedNotification<Definitions>,
        serialNo,
        timestamp,
      }
    },
  }
}

type Keys = readonly ApiV3Key[]

function createKeyFinder(source: ApiV3KeySource): (serialNo: string) => Keys | Promise<Keys> {
  if (typeof source === 'function') {
    // An imported key is returned as it is; importing a string again takes microseconds.
    return async (serialNo) => importKeys(await source(serialNo))
  }
  const keys = importKeys(source)
  return () => keys
}

function importKeys(source: Exclude<ApiV3KeySource, (serialNo: string) => unknown>): Keys {
  const keys = [source].flat().map((key) => importApiV3Key(key))
  if (keys.length === 0) throw invalidOption('apiV3Key must hold at least one key.')
  return keys
}

/** Tries the keys in order. If none opens the resource, throws the error of the last. */
async function openWithAny(open: OpenResource, keys: Keys, sealed: SealedResource): Promise<Uint8Array> {
  let failure: unknown
  for (const key of keys) {
    try {
      return await open(key, sealed)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}
