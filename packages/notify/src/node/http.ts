import type { IncomingMessage, ServerResponse } from 'node:http'
import { createResponder, type HandlerOptions } from '../receive/respond.ts'
import { expressParser } from './body-parser.ts'
import { fromNode, headersFor } from './incoming.ts'

/** Answers callbacks under `node:http` and what builds on it. Never rejects. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * The handler of `createHandler` for `node:http`, Express and NestJS, without the cost of a `Request` and a
 * `Response` object.
 *
 * It reads the raw body itself, so no body parser may run before it. A `Buffer` that one left in
 * `request.rawBody` (NestJS with `rawBody: true`, Google Cloud Functions) or `request.body` (`express.raw()`) is
 * used as it is.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * createServer(createNodeHandler({ receive, onNotification })).listen(8080)
 */
export function createNodeHandler<Received extends { readonly id: string; readonly event_type: string }>(
  options: HandlerOptions<Received, [request: IncomingMessage]>,
): NodeHandler {
  const respond = createResponder(options)
  return async (request, response) => {
    const answer = await respond(
      fromNode(request, { left: request, host: [request], parser: () => expressParser(request) }),
    )
    if (response.destroyed || response.headersSent) return
    response.writeHead(answer.status, headersFor(answer, request))
    response.end(answer.body)
  }
}
