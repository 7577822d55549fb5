import type { IncomingMessage } from 'node:http'
import type { Answer } from '../receive/answers.ts'
import type { Incoming } from '../receive/respond.ts'
import { type BodyParser, readRawBody } from './raw-body.ts'

/** Where a framework differs from `node:http`. */
export interface Differences<Host extends readonly unknown[]> {
  /** What holds `rawBody` and `body`, if a parser left them. */
  readonly left: object
  /** What the framework calls its handlers with. */
  readonly host: Host
  /** Looks for whatever read the body before. */
  readonly parser: () => BodyParser
}

/** A callback as `node:http` and what builds on it present it. */
export function fromNode<Host extends readonly unknown[]>(
  request: IncomingMessage,
  { left, host, parser }: Differences<Host>,
): Incoming<Host> {
  return {
    method: request.method ?? '',
    contentType: request.headers['content-type'],
    headers: request.headers,
    host,
    read: (bounds) => readRawBody(request, { ...bounds, left, parser }),
    waitUntil() {},
  }
}

/** What was not read of a refused body must not be taken for the next request. */
export function headersFor({ headers }: Answer, request: IncomingMessage): Record<string, string> {
  // HTTP/2 has no such header: there, a request ends by itself.
  const close = !request.complete && request.httpVersionMajor < 2
  return close ? { ...headers, Connection: 'close' } : { ...headers }
}
