import { elapsed, quietly, startDeadline } from '@wxdp/bounds'
import type { AnyNotificationDefinition } from '@wxdp/core'
import { NotifyError } from '../errors.ts'
import { handleOnce } from '../inbox/claim.ts'
import type { IncomingCallback } from './incoming.ts'
import { createSettingsLoader, type SettingsSource } from './load-settings.ts'
import { type CallbackEvent, logFailure } from './observe.ts'
import { type CallbackResponse, refuse, settle } from './responses.ts'
import type { ReceivedNotification } from './settings.ts'

/** Responds to one callback, given what the host called the handler with. Never rejects. */
export type Respond<Host> = (host: Host) => Promise<CallbackResponse>

/**
 * Makes the one way from a callback to its response. The adapters of the hosts are thin wrappers of it.
 *
 * @param toIncoming Presents what the host called the handler with.
 */
export function createRespond<Definitions extends readonly AnyNotificationDefinition[], Host>(
  source: SettingsSource<Definitions, Host>,
  toIncoming: (host: Host) => IncomingCallback,
): Respond<Host> {
  const load = createSettingsLoader(source)
  return async (host) => {
    const start = elapsed()
    let observe: (event: CallbackEvent) => unknown = logFailure
    let notification: ReceivedNotification<Definitions> | undefined

    const accept = async (): Promise<'accepted' | 'duplicate'> => {
      const settings = await load(host)
      const { sourceCheck, maxBytes, openCallback, inbox, onNotification, deadline: limit } = settings
      observe = settings.observe
      const incoming = toIncoming(host)
      const deadline = startDeadline(
        start + limit - elapsed(),
        () => new NotifyError('NOTIFY_DEADLINE', `Not handled within ${limit} ms. Put long work on a queue.`),
      )
      const { signal, race } = deadline
      const handle = async (body: Uint8Array): Promise<'accepted' | 'duplicate'> => {
        const { notification: opened, ...signed } = await openCallback({ headers: incoming.headers, body })
        notification = opened
        const { id } = opened
        const work = async (): Promise<void> => {
          try {
            await onNotification(opened, { ...signed, host })
          } catch (cause) {
            // Wrapped, so that an error of ours that it threw is not mistaken for one about this callback.
            throw new NotifyError('NOTIFY_HANDLER_FAILED', 'onNotification failed.', { cause })
          }
        }
        return handleOnce(work, { inbox, id, signal })
      }
      const read = async (): Promise<Uint8Array> => {
        try {
          return await race(incoming.read({ maxBytes, signal }))
        } catch (cause) {
          // At this point, the deadline means that the sender is slow, not the work.
          if (cause instanceof NotifyError && !signal.aborted) throw cause
          throw new NotifyError('NOTIFY_BODY_INCOMPLETE', 'The body is incomplete.', { cause })
        }
      }
      try {
        await race((async () => sourceCheck(host))())
        requirePost(incoming)
        const handling = handle(await read())
        // It goes on after the deadline, until the claim is completed or released.
        const kept = quietly(() => handling)
        void quietly(() => incoming.waitUntil?.(kept))
        return await race(handling)
      } finally {
        deadline.dispose()
      }
    }

    const { response, ...result } = await accept().then(settle, refuse)
    const { id, event_type: eventType } = notification ?? {}
    const durationMs = elapsed() - start
    void quietly(() => observe({ ...result, status: response.status, durationMs, id, eventType }))
    return response
  }
}

function requirePost({ method, contentType }: IncomingCallback): void {
  if (method !== 'POST') throw new NotifyError('NOTIFY_METHOD', `Found ${method}; expected POST.`)
  if (contentType && !/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new NotifyError('NOTIFY_CONTENT_TYPE', 'The Content-Type is not application/json.')
  }
}
