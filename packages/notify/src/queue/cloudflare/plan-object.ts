/** The storage of an object. Cloudflare's `DurableObjectStorage` has this form. */
export interface PlanStorage {
  /** Runs the closure in isolation, and keeps either all of its writes or none. */
  transaction<T>(
    closure: (transaction: {
      get(key: string): Promise<unknown>
      put(key: string, value: unknown): Promise<void>
    }) => Promise<T>,
  ): Promise<T>
}

/** The part of its state that the object uses. Cloudflare's `DurableObjectState` has this form. */
export interface PlanObjectState {
  readonly storage: PlanStorage
}

/** One step: replaces the text if it is `text`, when `next` is given, and says what the text was. */
export interface PlanStep {
  readonly text?: string | undefined
  readonly next?: string | undefined
}

/** What a step found. */
export interface PlanFound {
  readonly text?: string | undefined
  /** The object's clock, in milliseconds. */
  readonly now: number
}

const key = 'plan'

/**
 * The Durable Object behind `createDurableObjectPlans`, one for each plan. Export it from your worker's main module, and
 * name it in the configuration under `durable_objects` and `migrations`.
 *
 * It is a class because workerd constructs it. It does not extend `DurableObject`, because other runtimes cannot import
 * `cloudflare:workers`.
 *
 * @example
 * export { PlanObject } from '@wxdp/notify/cloudflare-queue'
 */
export class PlanObject {
  readonly #storage: PlanStorage

  constructor(state: PlanObjectState) {
    this.#storage = state.storage
  }

  /** Takes one step. Only the binding reaches it; no route of the worker does. */
  async fetch(request: Request): Promise<Response> {
    const { text: expected, next } = (await request.json()) as PlanStep
    const text = await this.#storage.transaction(async (transaction) => {
      const found = (await transaction.get(key)) as string | undefined
      if (next !== undefined && found === expected) await transaction.put(key, next)
      return found
    })
    return new Response(JSON.stringify({ text, now: Date.now() } satisfies PlanFound))
  }
}
