import type { InboxStep } from '../shared.ts'
import { type EntryStorage, expireEntry, takeStoredStep } from './inbox-entry.ts'

/** The part of its state that the object uses. Cloudflare's `DurableObjectState` has this form. */
export interface InboxObjectState {
  readonly storage: EntryStorage
}

/**
 * The Durable Object behind `createDurableObjectInbox`, one for each notification id. Export it from your worker's
 * main module, and name it in the configuration under `durable_objects` and `migrations`.
 *
 * It is a class because workerd constructs it. It does not extend `DurableObject`, because other runtimes cannot
 * import `cloudflare:workers`.
 *
 * @example
 * export { InboxObject } from '@wxdp/notify/durable-object'
 */
export class InboxObject {
  readonly #storage: EntryStorage

  constructor(state: InboxObjectState) {
    this.#storage = state.storage
  }

  /** Takes one step. Only the binding reaches it; no route of the worker does. */
  async fetch(request: Request): Promise<Response> {
    const step = (await request.json()) as InboxStep
    return new Response(await takeStoredStep(this.#storage, step, Date.now()))
  }

  /** Deletes the entry when its time is over. */
  alarm(): Promise<void> {
    return expireEntry(this.#storage, Date.now())
  }
}
