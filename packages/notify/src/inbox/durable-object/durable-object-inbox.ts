import { invalidOption } from '../../errors.ts'
import type { Inbox } from '../inbox.ts'
import { createSharedInbox, type SharedInboxOptions } from '../shared.ts'

/** What is used of a namespace; Cloudflare's `DurableObjectNamespace` fits as it is. */
export interface InboxNamespace {
  idFromName(name: string): unknown
  get(id: unknown): {
    fetch(url: string, init: { method: string; body: string }): Promise<{ text(): Promise<string> }>
  }
}

export interface DurableObjectInboxOptions extends SharedInboxOptions {
  /** The binding whose class is `InboxObject`. */
  readonly namespace: InboxNamespace
}

/**
 * An inbox in Durable Objects, for all isolates of a worker, wherever they run.
 *
 * Each id has an object of its own: no object is ever a bottleneck, a fault of one touches one notification, and
 * an alarm deletes it whole when its time is over. A handled notification costs two requests to the object, and
 * one alarm.
 *
 * A step that fails or takes too long rejects with `NotifyError` `NOTIFY_INBOX_UNAVAILABLE`: the callback is
 * answered 503 and comes again.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const handler = createHandler({ receive, onNotification, inbox: durableObjectInbox({ namespace: env.INBOX }) })
 */
export function createDurableObjectInbox(options: DurableObjectInboxOptions): Inbox {
  const { namespace, ...rest } = options
  if (typeof namespace?.idFromName !== 'function') {
    throw invalidOption('namespace must be a binding of Durable Objects.')
  }
  return createSharedInbox(
    async (step) => {
      // A stub that has failed stays broken, so each step has its own.
      const object = namespace.get(namespace.idFromName(step.id))
      // An object has no address; the URL only has to be one.
      const response = await object.fetch('https://inbox.invalid/', {
        method: 'POST',
        body: JSON.stringify(step),
      })
      return response.text()
    },
    { ...rest, name: 'The Durable Object' },
  )
}
