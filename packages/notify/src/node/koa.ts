import type { IncomingMessage } from 'node:http'
import type { AnyNotificationDefinition, planChange } from '@wxdp/core'
import { createRespond } from '../receive/respond.ts'
import type { HandlerSettings, LateSettings } from '../receive/settings.ts'
import { fromNode, headersFor } from './incoming.ts'
import { findKoaParser } from './koa-parser.ts'

/** The parts of a Koa context that the handler uses. */
export interface KoaContext {
  readonly app: object
  readonly req: IncomingMessage
  readonly request: object
  status: number
  body: unknown
  set(headers: Record<string, string>): void
}

/** What Koa calls a handler with. */
export interface KoaHost {
  readonly context: KoaContext
}

/** Responds to callbacks as Koa middleware. Does not call `next`. Never rejects. */
export type KoaHandler = (context: KoaContext) => Promise<void>

/**
 * Makes the handler of `createHandler` as middleware for Koa, Egg and Midway. It responds through the context, so that middleware
 * above it, such as a logger, sees the status.
 *
 * It reads the raw body itself, so no body parser may run before it. It uses bytes in `context.request.rawBody`.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 *
 * @example
 * const handler = createKoaHandler({ verifier, apiV3Key, onNotification })
 * koa.use((context, next) => (context.path === '/wechatpay/plans' ? handler(context) : next()))
 */
export function createKoaHandler<
  const Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
>(settings: LateSettings<HandlerSettings<Definitions, KoaHost>>): KoaHandler {
  const respond = createRespond(settings, ({ context }: KoaHost) =>
    fromNode(context.req, { parsed: context.request, findParser: () => findKoaParser(context) }),
  )
  return async (context) => {
    const result = await respond({ context })
    context.status = result.status
    context.set(headersFor(result, context.req))
    if (result.body) context.body = result.body
  }
}
