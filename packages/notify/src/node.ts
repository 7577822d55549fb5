import type { IncomingMessage, ServerResponse } from 'node:http'
import { CoreError } from '@wxdp/core'
import { NotifyError } from './errors.ts'
import { bodyConsumed } from './receiver.ts'
import { createResponder, type HandlerOptions } from './respond.ts'

/** Answers callbacks under `node:http` and what builds on it. Never rejects. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * The handler of `createHandler` for `node:http`, without the cost of a `Request` and a `Response` object.
 *
 * It reads the raw body itself, so no body parser may run before it; a `Buffer` that one left in
 * `request.body` (express.raw()) is used as it is.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * createServer(createNodeHandler({ receive, onNotification })).listen(8080)
 */
export function createNodeHandler<Received extends { readonly id: string; readonly event_type: string }>(
  options: HandlerOptions<Received>,
): NodeHandler {
  const respond = createResponder(options)
  return async (request, response) => {
    const { status, headers, body } = await respond({
      method: request.method ?? '',
      contentType: request.headers['content-type'],
      headers: request.headers,
      read: (bounds) => readBody(request, bounds),
      waitUntil() {},
    })
    if (response.destroyed || response.headersSent) return
    // What was not read of a refused body must not be taken for the next request.
    response.writeHead(status, request.complete ? headers : { ...headers, Connection: 'close' })
    response.end(body)
  }
}

async function readBody(
  request: IncomingMessage,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Uint8Array> {
  const { body: parsed } = request as { body?: unknown }
  const tooLarge = (): CoreError =>
    new CoreError('CORE_BODY_TOO_LARGE', `The body is larger than the ${maxBytes} bytes allowed.`)
  if (parsed instanceof Uint8Array) {
    if (parsed.length > maxBytes) throw tooLarge()
    return parsed
  }
  if (parsed !== undefined) throw bodyConsumed('request.body holds a parsed body')
  if (request.readableEnded) throw bodyConsumed('The body of this request has been read already')
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const settle = (act: () => void): void => {
      signal.removeEventListener('abort', onAbort)
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      act()
    }
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      chunks.push(chunk)
      if (size <= maxBytes) return
      request.pause()
      settle(() => reject(tooLarge()))
    }
    const onEnd = (): void =>
      settle(() => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)))
    const onClose = (): void =>
      settle(() =>
        reject(new NotifyError('NOTIFY_BODY_INCOMPLETE', 'The sender hung up before the body was whole.')),
      )
    const onAbort = (): void => settle(() => reject(signal.reason))
    signal.addEventListener('abort', onAbort, { once: true })
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
  })
}
