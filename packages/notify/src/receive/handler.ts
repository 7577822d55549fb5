import { readRequest, requireUnread } from './receiver.ts'
import { createResponder, type HandlerOptions } from './respond.ts'

/** What a host offers beside the request. Cloudflare's, Vercel's and Deno's contexts fit as they are. */
export interface HostContext {
  /** Keeps the host alive until the work ends, though the answer is out. In Next.js, its `after`. */
  waitUntil?(work: Promise<unknown>): void
  /** The other end of the connection, as Deno tells it; for a `sourceCheck`. */
  readonly remoteAddr?: { readonly hostname?: string | undefined }
}

/**
 * Answers callbacks in the shape that Deno, Bun, Workers, Next.js and Hono share. Never rejects.
 *
 * Each hands over something of its own behind the request; what is no {@link HostContext} is not looked at.
 */
export type Handler = (request: Request, context?: HostContext | object) => Promise<Response>

/**
 * Makes the handler for a callback URL: bounded, verified, opened, typed, handled once, answered in time.
 *
 * A success is an empty 204. Anything else is a 4xx or 5xx with `{"code":"FAIL","message"}`, and WeChat Pay
 * sends again.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012082570}
 *
 * @example
 * const handler = createHandler({
 *   receive: createReceiver({ verifier, apiV3Key }),
 *   onNotification: async (notification) => queue.send(notification),
 * })
 * export default { fetch: handler }
 */
export function createHandler<Received extends { readonly id: string; readonly event_type: string }>(
  options: HandlerOptions<Received, [request: Request, context: HostContext | undefined]>,
): Handler {
  const respond = createResponder(options)
  return async (request, context?: HostContext) => {
    const { status, headers, body } = await respond({
      method: request.method,
      contentType: request.headers.get('content-type'),
      headers: request.headers,
      host: [request, context],
      async read(bounds) {
        requireUnread(request)
        return readRequest(request, bounds)
      },
      waitUntil: (work) => context?.waitUntil?.(work),
    })
    return new Response(body || null, { status, headers })
  }
}
