export type {
  DurableObjectInboxOptions,
  InboxNamespace,
} from './inbox/durable-object/durable-object-inbox.ts'
export { createDurableObjectInbox } from './inbox/durable-object/durable-object-inbox.ts'
export type { EntryStorage, EntryTransaction } from './inbox/durable-object/inbox-entry.ts'
export type { InboxObjectState } from './inbox/durable-object/inbox-object.ts'
export { InboxObject } from './inbox/durable-object/inbox-object.ts'
export type { SharedInboxOptions } from './inbox/shared.ts'
