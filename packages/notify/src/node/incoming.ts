import type { IncomingMessage } from 'node:http'
import type { IncomingCallback } from '../receive/incoming.ts'
import type { CallbackResponse } from '../receive/responses.ts'
import { type BodyParser, readRawBody } from './raw-body.ts'

/** Where a framework differs from `node:http`. */
export interface FrameworkCallback {
  /** The object whose `rawBody` and `body` a parser may have set. */
  readonly parsed: object
  /** Finds out what read the body before the handler. */
  readonly findParser: () => BodyParser
}

/** A callback as `node:http` and the frameworks built on it present it. */
export function fromNode(
  request: IncomingMessage,
  { parsed, findParser }: FrameworkCallback,
): IncomingCallback {
  return {
    method: request.method ?? '',
    contentType: request.headers['content-type'],
    headers: request.headers,
    read: (bounds) => readRawBody(request, { ...bounds, parsed, findParser }),
  }
}

/** The headers of the response. If part of the body is unread, they close the connection: it is not a new request. */
export function headersFor({ headers }: CallbackResponse, request: IncomingMessage): Record<string, string> {
  // HTTP/2 has no such header: there, the end of a request does not depend on its body.
  const close = !request.complete && request.httpVersionMajor < 2
  return close ? { ...headers, Connection: 'close' } : { ...headers }
}
