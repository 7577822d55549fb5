import { startDeadline } from '@wxdp/bounds'
import type { AnyNotificationDefinition } from '@wxdp/core'
import { NotifyError } from '../errors.ts'
import { handleOnce } from '../inbox/claim.ts'
import { logFailure } from './event.ts'
import type { BodyBounds, IncomingCallback } from './incoming.ts'
import { createSettingsLoader, type SettingsSource } from './load-settings.ts'
import { type CallbackResponse, refuse, settle } from './responses.ts'
import type { ReceivedNotification } from './settings.ts'

/** Responds to one callback. Never rejects. */
export type Respond<Host> = (incoming: IncomingCallback<Host>) => Promise<CallbackResponse>

/** Makes the one way from a callback to its response. The adapters of the hosts are thin wrappers of it. */
export function createRespond<Definitions extends readonly AnyNotificationDefinition[], Host>(
  source: SettingsSource<Definitions, Host>,
): Respond<Host> {
  const load = createSettingsLoader(source)
  return async (incoming) => {
    const start = performance.now()
    const { headers, host } = incoming
    let observe = logFailure
    let notification: ReceivedNotification<Definitions> | undefined

    const accept = async (): Promise<'accepted' | 'duplicate'> => {
      const settings = await load(host)
      const { sourceCheck, maxBytes, openCallback, inbox, onNotification, deadline: limit } = settings
      observe = settings.observe
      const deadline = startDeadline(
        start + limit - performance.now(),
        () => new NotifyError('NOTIFY_DEADLINE', `Not handled within ${limit} ms. Put long work on a queue.`),
      )
      const { signal } = deadline
      const handle = async (body: Uint8Array): Promise<'accepted' | 'duplicate'> => {
        const { notification: opened, ...signed } = await openCallback({ headers, body })
        notification = opened
        const { id } = opened
        const work = async (): Promise<void> => {
          try {
            await onNotification(opened, { ...signed, host })
          } catch (cause) {
            // Wrapped, so that a code of the user's own error is not mistaken for one of ours.
            throw new NotifyError('NOTIFY_HANDLER_FAILED', 'onNotification failed.', { cause })
          }
        }
        const outcome = await handleOnce(work, { inbox, id, signal })
        if (outcome !== 'busy') return outcome
        throw new NotifyError('NOTIFY_IN_PROGRESS', `Notification ${id} is already being handled.`)
      }
      try {
        await deadline.race(Promise.resolve(sourceCheck(host)))
        requirePost(incoming)
        const handling = handle(await readBody(incoming, { maxBytes, signal }))
        // It goes on after the deadline, until the claim is completed or released.
        incoming.waitUntil(handling.catch(() => {}))
        return await deadline.race(handling)
      } finally {
        deadline.dispose()
      }
    }

    const { response, ...result } = await accept().then(settle, refuse)
    const { id, event_type: eventType } = notification ?? {}
    const durationMs = performance.now() - start
    try {
      observe({ ...result, status: response.status, durationMs, id, eventType })
    } catch {
      // An observer that throws must not change the response.
    }
    return response
  }
}

function requirePost({ method, contentType }: IncomingCallback<unknown>): void {
  if (method !== 'POST') throw new NotifyError('NOTIFY_METHOD', `Found ${method}; expected POST.`)
  if (contentType && !/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new NotifyError('NOTIFY_CONTENT_TYPE', 'The Content-Type is not application/json.')
  }
}

async function readBody({ read }: IncomingCallback<unknown>, bounds: BodyBounds): Promise<Uint8Array> {
  try {
    return await read(bounds)
  } catch (cause) {
    // At this point, the deadline means that the sender is slow, not the work.
    if (cause instanceof NotifyError && !bounds.signal.aborted) throw cause
    throw new NotifyError('NOTIFY_BODY_INCOMPLETE', 'The body is incomplete.', { cause })
  }
}
