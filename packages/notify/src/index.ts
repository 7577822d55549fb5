export type { NotifyErrorCode } from './errors.ts'
export { NotifyError } from './errors.ts'
export type { Inbox, InboxClaim } from './inbox/inbox.ts'
export type { MemoryInboxOptions } from './inbox/memory.ts'
export { createMemoryInbox } from './inbox/memory.ts'
export type { NotificationFunctions } from './receive/by-kind.ts'
export { byKind } from './receive/by-kind.ts'
export { callbackSources, refundSources } from './receive/callback-sources.ts'
export type { CallbackHandler, HostContext, RequestHost } from './receive/handler.ts'
export { createHandler } from './receive/handler.ts'
export type { RequestLike } from './receive/incoming.ts'
export type { CallbackEvent } from './receive/observe.ts'
export type { RawCallback } from './receive/open-callback.ts'
export type { CallbackReceiver } from './receive/receiver.ts'
export { createReceiver } from './receive/receiver.ts'
export type {
  ApiV3KeySource,
  HandlerSettings,
  LateSettings,
  NotificationContext,
  OpenResource,
  ReceivedNotification,
  ReceiverSettings,
} from './receive/settings.ts'
export type { SourceCheck, SourceCheckOptions } from './receive/source-check.ts'
export { createSourceCheck } from './receive/source-check.ts'
