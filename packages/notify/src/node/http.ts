import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AnyNotificationDefinition, planChange } from '@wxdp/core'
import { createRespond } from '../receive/respond.ts'
import type { HandlerSettings, LateSettings } from '../receive/settings.ts'
import { findExpressParser } from './express-parser.ts'
import { fromNode, headersFor } from './incoming.ts'

/** What `node:http` and the frameworks built on it call a handler with. The response is the handler's own. */
export interface NodeHost {
  readonly request: IncomingMessage
}

/** Responds to callbacks under `node:http` and the frameworks built on it. Never rejects. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Makes the handler of `createHandler` for `node:http`, Express, NestJS, AdonisJS, Nuxt and Nitro 2, without the cost
 * of a `Request` and a `Response`.
 *
 * It reads the raw body itself, so no body parser may run before it. It uses the bytes that a parser kept in
 * `request.rawBody` (Google Cloud Functions, NestJS with `rawBody: true`) or `request.body` (`express.raw()`). How long
 * that parser waits for a body is not up to the handler.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 *
 * @example
 * createServer(createNodeHandler({ verifier, apiV3Key, onNotification })).listen(8080)
 */
export function createNodeHandler<
  const Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
>(settings: LateSettings<HandlerSettings<Definitions, NodeHost>>): NodeHandler {
  const respond = createRespond(settings, ({ request }: NodeHost) =>
    fromNode(request, { parsed: request, findParser: () => findExpressParser(request) }),
  )
  return async (request, response) => {
    const result = await respond({ request })
    if (response.destroyed || response.headersSent) return
    response.writeHead(result.status, headersFor(result, request))
    response.end(result.body)
  }
}
