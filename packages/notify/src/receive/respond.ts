import { startDeadline } from '@wxdp/bounds'
import type { AnyNotificationDefinition } from '@wxdp/core'
import { NotifyError } from '../errors.ts'
import { handleOnce } from '../inbox/claim.ts'
import type { BodyBounds, IncomingCallback } from './incoming.ts'
import { createCallbackOpener } from './open-callback.ts'
import { type CallbackResponse, refuse, settle } from './responses.ts'
import { checkSettings, type HandlerSettings, type ReceivedNotification } from './settings.ts'

/**
 * Responds to one callback. Never rejects.
 *
 * @param start When the request arrived, if that was earlier, as `performance.now()` tells it.
 */
export type Respond<Host> = (incoming: IncomingCallback<Host>, start?: number) => Promise<CallbackResponse>

/** Makes the one way from a callback to its response; the adapters of the hosts are thin wrappers of it. */
export function createRespond<Definitions extends readonly AnyNotificationDefinition[], Host>(
  settings: HandlerSettings<Definitions, Host>,
): Respond<Host> {
  const { maxBytes, open } = createCallbackOpener(settings)
  const { onNotification, inbox, deadline: limit, sourceCheck, observe } = checkSettings(settings)

  return async (incoming, start = performance.now()) => {
    const { headers, host } = incoming
    const deadline = startDeadline(start + limit - performance.now(), () => tooSlow(limit))
    let notification: ReceivedNotification<Definitions> | undefined
    const handle = async (): Promise<'accepted' | 'duplicate'> => {
      if (sourceCheck) await deadline.race(Promise.resolve(sourceCheck(host)))
      requirePost(incoming)
      const body = await readBody(incoming, { maxBytes, signal: deadline.signal })
      const { notification: opened, ...signed } = await deadline.race(open({ headers, body }))
      notification = opened
      const outcome = await handleOnce(() => run(() => onNotification(opened, { ...signed, host })), {
        inbox,
        id: opened.id,
        deadline,
        waitUntil: incoming.waitUntil,
      })
      if (outcome === 'busy') throw inProgress(opened.id)
      return outcome
    }
    const { response, ...result } = await handle().then(settle, refuse)
    deadline.dispose()
    try {
      observe({
        ...result,
        status: response.status,
        durationMs: performance.now() - start,
        id: notification?.id,
        eventType: notification?.event_type,
      })
    } catch {
      // An observer that throws must not change the response.
    }
    return response
  }
}

async function run(onNotification: () => Promise<void> | void): Promise<void> {
  try {
    await onNotification()
  } catch (cause) {
    // Wrapped, so that a code of the user's own error is not mistaken for one of ours.
    throw new NotifyError('NOTIFY_HANDLER_FAILED', 'onNotification failed.', { cause })
  }
}

function requirePost({ method, contentType }: IncomingCallback<unknown>): void {
  if (method !== 'POST') throw new NotifyError('NOTIFY_METHOD', `Found the method ${method}; expected POST.`)
  if (contentType && !/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new NotifyError('NOTIFY_CONTENT_TYPE', 'The Content-Type is not application/json.')
  }
}

async function readBody({ read }: IncomingCallback<unknown>, bounds: BodyBounds): Promise<Uint8Array> {
  try {
    return await read(bounds)
  } catch (cause) {
    // At this point the deadline means that the sender is slow, not the work.
    const late = bounds.signal.aborted
    if (cause instanceof NotifyError && !late) throw cause
    const message = late
      ? 'The body did not arrive in time.'
      : 'The connection closed before the end of the body.'
    throw new NotifyError('NOTIFY_BODY_INCOMPLETE', message, { cause })
  }
}

function inProgress(id: string): NotifyError {
  return new NotifyError('NOTIFY_IN_PROGRESS', `Another delivery of notification ${id} is being handled.`)
}

function tooSlow(ms: number): NotifyError {
  return new NotifyError('NOTIFY_DEADLINE', `Not handled within ${ms} ms. Put long work on a queue.`)
}
