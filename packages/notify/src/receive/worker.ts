import type { AnyNotificationDefinition, planChange } from '@wxdp/core'
import { fromRequest, type HostContext, type RequestHost, toResponse } from './handler.ts'
import { createRespond } from './respond.ts'
import type { HandlerSettings } from './settings.ts'

/** What Cloudflare calls a worker with. */
export interface WorkerHost<Env> extends RequestHost {
  readonly env: Env
}

/** The `fetch` of a worker's default export. Cloudflare's `ExportedHandler` has this form. */
export interface CallbackWorker<Env> {
  /** Responds to one callback. Never rejects. */
  fetch(request: Request, env: Env, context?: HostContext): Promise<Response>
}

/**
 * Makes the worker for a callback URL on Cloudflare Workers: the handler of `createHandler`, whose settings come from
 * the worker's environment.
 *
 * The function is called once an isolate, with the environment of its first request; see `LateSettings` for
 * what happens if it fails. Settings that need no environment may be given as they are.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`, for settings that are given as they are
 *
 * @example
 * interface Env {
 *   readonly API_V3_KEY: string
 *   readonly PLATFORM_SERIAL: string
 *   readonly PLATFORM_PUBLIC_KEY: string
 * }
 *
 * export default createWorker((env: Env) => ({
 *   verifier: createVerifier({ keys: { [env.PLATFORM_SERIAL]: env.PLATFORM_PUBLIC_KEY } }),
 *   apiV3Key: env.API_V3_KEY,
 *   onNotification: async (notification) => console.log(notification.id, notification.kind),
 * }))
 */
export function createWorker<
  Env = unknown,
  const Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
>(
  settings:
    | HandlerSettings<Definitions, WorkerHost<Env>>
    | ((
        env: Env,
      ) =>
        | HandlerSettings<Definitions, WorkerHost<Env>>
        | Promise<HandlerSettings<Definitions, WorkerHost<Env>>>),
): CallbackWorker<Env> {
  const load = typeof settings === 'function' ? ({ env }: WorkerHost<Env>) => settings(env) : settings
  const respond = createRespond(load, fromRequest)
  return {
    fetch: async (request, env, context) => toResponse(await respond({ request, env, context })),
  }
}
