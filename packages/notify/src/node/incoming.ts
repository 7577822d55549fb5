import type { IncomingMessage } from 'node:http'
import type { ServerHttp2Stream } from 'node:http2'
import type { IncomingCallback } from '../receive/incoming.ts'
import type { CallbackResponse } from '../receive/responses.ts'
import type { BodyParser } from './body-parser.ts'
import { readRawBody } from './raw-body.ts'

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

/**
 * The headers of the response. If part of the body is unread, nothing more of it is read after the response, and its
 * memory is freed: the headers close the connection, or in HTTP/2, where there is no such header, the stream is closed.
 */
export function headersFor({ headers }: CallbackResponse, request: IncomingMessage): Record<string, string> {
  if (request.complete) return { ...headers }
  const { stream } = request as { readonly stream?: ServerHttp2Stream }
  if (!stream) return { ...headers, Connection: 'close' }
  stream.once('finish', () => stream.close())
  return { ...headers }
}
