import type { Step } from '../shared.ts'
import { type EntryStorage, forgetEntry, takeStep } from './inbox-entry.ts'

/** What the object needs of its state; Cloudflare's `DurableObjectState` fits as it is. */
export interface InboxObjectState {
  readonly storage: EntryStorage
}

/**
 * The Durable Object behind `durableObjectInbox`: one for each notification's id. Export it from your worker's
 * main module, and name it in the configuration under `durable_objects` and `migrations`.
 *
 * A class, since workerd makes it with `new`; a plain one, so that no other runtime meets `cloudflare:workers`.
 *
 * @example
 * export { InboxObject } from '@wxdp/notify/durable-object'
 */
export class InboxObject {
  readonly #storage: EntryStorage

  constructor(state: InboxObjectState) {
    this.#storage = state.storage
  }

  /** Takes one step. Reached through the binding only; no route of the worker's leads here. */
  async fetch(request: Request): Promise<Response> {
    const step = (await request.json()) as Step
    return new Response(await takeStep(this.#storage, step, Date.now()))
  }

  /** Forgets what has ended. */
  alarm(): Promise<void> {
    return forgetEntry(this.#storage, Date.now())
  }
}
