export type { DenoKv, DenoKvAtomic, DenoKvInboxOptions } from './inbox/deno-kv.ts'
export { createDenoKvInbox } from './inbox/deno-kv.ts'
export type { SharedInboxOptions } from './inbox/shared.ts'
