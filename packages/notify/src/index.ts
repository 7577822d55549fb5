export type { NotifyErrorCode } from './errors.ts'
export { NotifyError } from './errors.ts'
export type { Claim, Inbox } from './inbox/inbox.ts'
export type { MemoryInboxOptions } from './inbox/memory.ts'
export { createMemoryInbox } from './inbox/memory.ts'
export { callbackSources, refundSources } from './receive/callback-sources.ts'
export type { Handler, HostContext } from './receive/handler.ts'
export { createHandler } from './receive/handler.ts'
export type {
  ApiV3KeySource,
  OpenResource,
  RawCallback,
  Received,
  Receiver,
  ReceiverOptions,
} from './receive/receiver.ts'
export { createReceiver } from './receive/receiver.ts'
export type { CallbackEvent, HandlerOptions } from './receive/respond.ts'
export type { SourceCheck, SourceCheckOptions } from './receive/source-check.ts'
export { createSourceCheck } from './receive/source-check.ts'
