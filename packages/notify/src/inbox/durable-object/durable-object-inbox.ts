import { wrongOption } from '../../errors.ts'
import type { Inbox } from '../inbox.ts'
import { createSharedInbox, type SharedInboxOptions } from '../shared.ts'

/** The parts of a namespace that the inbox uses. Cloudflare's `DurableObjectNamespace` has this form. */
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
 * Makes an inbox in Durable Objects, for all isolates of a worker, wherever they run.
 *
 * Each id has an object of its own. No object becomes a bottleneck, a fault of one affects one notification, and an
 * alarm deletes the object when its time is over. A handled notification costs two requests to the object and one
 * alarm.
 *
 * A step that fails or takes too long rejects with `NotifyError` `NOTIFY_INBOX_UNAVAILABLE`; the response is a 503,
 * and WeChat Pay sends again.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const inbox = createDurableObjectInbox({ namespace: env.INBOX })
 * const handler = createHandler({ verifier, apiV3Key, onNotification, inbox })
 */
export function createDurableObjectInbox(options: DurableObjectInboxOptions): Inbox {
  const { namespace, ...rest } = options
  if (typeof namespace?.idFromName !== 'function') {
    throw wrongOption('namespace must be a binding of Durable Objects', namespace)
  }
  return createSharedInbox(
    async (step) => {
      // A stub that has failed once keeps failing, so each step gets a new one.
      const object = namespace.get(namespace.idFromName(step.id))
      // fetch needs a URL, although an object has no address.
      const response = await object.fetch('https://inbox.invalid/', {
        method: 'POST',
        body: JSON.stringify(step),
      })
      return response.text()
    },
    { ...rest, name: 'The Durable Object' },
  )
}
