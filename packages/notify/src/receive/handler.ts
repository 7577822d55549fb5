import type { AnyNotificationDefinition, planChange } from '@wxdp/core'
import { readRequest } from './body.ts'
import type { IncomingCallback } from './incoming.ts'
import { createRespond } from './respond.ts'
import type { CallbackResponse } from './responses.ts'
import type { HandlerSettings, LateSettings } from './settings.ts'

/** What a host passes beside the request. The contexts of Cloudflare, Vercel and Deno have this form. */
export interface HostContext {
  /** Keeps the host alive until the work ends, although the response is out. In Next.js, its `after`. */
  waitUntil?(work: Promise<unknown>): void
  /** The other end of the connection, as Deno passes it. */
  readonly remoteAddr?: { readonly hostname?: string | undefined }
}

/** What the host calls a handler of `createHandler` with. */
export interface RequestHost {
  readonly request: Request
  /** The argument behind the request that has `waitUntil`; if none has it, the first one. */
  readonly context: HostContext | undefined
}

/**
 * Responds to callbacks in the form that Deno, Bun, Workers and web frameworks such as Next.js share. Never rejects.
 *
 * Each host passes arguments of its own behind the request; see {@link RequestHost}.
 */
export type CallbackHandler = (request: Request, ...context: readonly unknown[]) => Promise<Response>

/**
 * Makes the handler for a callback URL. It bounds, verifies, opens and parses each callback, calls `onNotification`
 * once a notification, and responds in time.
 *
 * The response is an empty 204 for a notification that is handled. Anything else is a 4xx or 5xx with
 * `{"code":"FAIL","message"}`, and WeChat Pay sends again.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082570}
 *
 * @example
 * const handler = createHandler({
 *   verifier,
 *   apiV3Key,
 *   onNotification: async (notification) => queue.send(notification),
 * })
 * export default { fetch: handler }
 */
export function createHandler<
  const Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
>(settings: LateSettings<HandlerSettings<Definitions, RequestHost>>): CallbackHandler {
  const respond = createRespond(settings, fromRequest)
  return async (request, ...rest) => {
    const contexts = rest as readonly (HostContext | null | undefined)[]
    const waiting = contexts.find((context) => typeof context?.waitUntil === 'function')
    return toResponse(await respond({ request, context: waiting ?? contexts[0] ?? undefined }))
  }
}

/** A callback as a `Request` presents it. */
export function fromRequest({ request, context }: RequestHost): IncomingCallback {
  const { method, headers } = request
  return {
    method,
    contentType: headers.get('content-type'),
    headers,
    read: (bounds) => readRequest(request, bounds),
    waitUntil: (work) => context?.waitUntil?.(work),
  }
}

export function toResponse({ status, headers, body }: CallbackResponse): Response {
  return new Response(body || null, { status, headers })
}
