import { startDeadline } from '@wxdp/bounds'
import type { AnyNotificationDefinition } from '@wxdp/core'
import { NotifyError } from '../errors.ts'
import { logFailure } from './event.ts'
import { createRespond, type Respond } from './respond.ts'
import { refuse } from './responses.ts'
import type { HandlerSettings } from './settings.ts'

/** Makes the responder of a handler, at once or, where the settings come from a function, at the first request. */
export function createResponder<Definitions extends readonly AnyNotificationDefinition[], Host>(
  settings:
    | HandlerSettings<Definitions, Host>
    | ((host: Host) => HandlerSettings<Definitions, Host> | Promise<HandlerSettings<Definitions, Host>>),
): Respond<Host> {
  if (typeof settings !== 'function') return createRespond(settings)
  let respond: Respond<Host> | undefined
  let loading: Promise<Respond<Host>> | undefined
  const load = async (host: Host): Promise<Respond<Host>> => createRespond(await settings(host))

  return async (incoming) => {
    if (respond) return respond(incoming)
    const start = performance.now()
    // Each request has its own: workerd drops the timers of a request that has ended.
    const deadline = startDeadline(4_000, () => new Error('The settings did not arrive within 4,000 ms.'))
    loading ??= load(incoming.host)
    const current = loading
    try {
      respond = await deadline.race(current)
    } catch (cause) {
      // Only the first to see the failure may clear it: by now, another request may have called the function again.
      if (loading === current) loading = undefined
      const error = new NotifyError('NOTIFY_SETTINGS_FAILED', 'The settings could not be loaded.', { cause })
      const { response, ...result } = refuse(error)
      logFailure({ ...result, status: response.status, durationMs: performance.now() - start })
      return response
    } finally {
      deadline.dispose()
    }
    return respond(incoming, start)
  }
}
