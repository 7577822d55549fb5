import { readBytes } from '@wxdp/core/bounds'
import { bodyConsumed } from './receiver.ts'
import { createResponder, type HandlerOptions } from './respond.ts'

/** What a host offers beside the request. Cloudflare's and Vercel's contexts fit as they are. */
export interface HostContext {
  /** Keeps the host alive until the work ends, though the answer is out. */
  waitUntil?(work: Promise<unknown>): void
}

/** Answers callbacks in the shape that Deno, Bun, Workers, Next.js and Hono share. Never rejects. */
export type Handler = (request: Request, context?: HostContext) => Promise<Response>

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
  options: HandlerOptions<Received>,
): Handler {
  const respond = createResponder(options)
  return async (request, context) => {
    const { status, headers, body } = await respond({
      method: request.method,
      contentType: request.headers.get('content-type'),
      headers: request.headers,
      async read(bounds) {
        if (request.bodyUsed) throw bodyConsumed('The body of this Request has been read already')
        return readBytes(request.body, bounds)
      },
      waitUntil: (work) => context?.waitUntil?.(work),
    })
    return new Response(body || null, { status, headers })
  }
}
