import type { IncomingMessage } from 'node:http'
import { createResponder, type HandlerOptions } from '../receive/respond.ts'
import { koaParser } from './body-parser.ts'
import { fromNode, headersFor } from './incoming.ts'

/** As much of a Koa context as is needed. */
interface KoaContext {
  readonly app: object
  readonly req: IncomingMessage
  readonly request: object
  status: number
  body: unknown
  set(headers: Record<string, string>): void
}

/** Answers callbacks as Koa's middleware. Calls no `next`. Never rejects. */
export type KoaHandler = (context: KoaContext) => Promise<void>

/**
 * The handler of `createHandler` as middleware for Koa. It answers through the context, so that logging above it
 * sees the status.
 *
 * It reads the raw body itself, so no body parser may run before it; a `Buffer` in `context.request.rawBody` is
 * used as it is.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const handler = createKoaHandler({ receive, onNotification })
 * koa.use((context, next) => (context.path === '/wechatpay/plans' ? handler(context) : next()))
 */
export function createKoaHandler<Received extends { readonly id: string; readonly event_type: string }>(
  options: HandlerOptions<Received, [context: KoaContext]>,
): KoaHandler {
  const respond = createResponder(options)
  return async (context) => {
    const { app, req, request } = context
    const answer = await respond(
      fromNode(req, { left: request, host: [context], parser: () => koaParser(app) }),
    )
    context.status = answer.status
    context.set(headersFor(answer, req))
    if (answer.body) context.body = answer.body
  }
}
