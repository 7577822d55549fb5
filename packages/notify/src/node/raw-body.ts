import type { IncomingMessage } from 'node:http'
import { toBytes } from '@wxdp/auth'
import { BodyTooLarge, createByteBuffer } from '@wxdp/bounds'
import { NotifyError } from '../errors.ts'
import { bodyConsumed, boundedBytes, tooLarge } from '../receive/body.ts'
import type { BodyBounds } from '../receive/incoming.ts'
import type { BodyParser } from './body-parser.ts'

interface RawBodyOptions extends BodyBounds {
  /** The object whose `rawBody` and `body` a parser may have set. */
  readonly parsed: { readonly rawBody?: unknown; readonly body?: unknown }
  readonly findParser: () => BodyParser
}

/**
 * The raw bytes of a body: those that a parser kept, or else those of the stream, if nothing has read it.
 *
 * @throws {NotifyError} `NOTIFY_BODY_TOO_LARGE`, `NOTIFY_BODY_CONSUMED`, `NOTIFY_BODY_INCOMPLETE`
 */
export async function readRawBody(request: IncomingMessage, options: RawBodyOptions): Promise<Uint8Array> {
  const { parsed, maxBytes, findParser } = options
  // The stream decides, not `body`: some parsers set that to an empty object and read nothing.
  const unread = !request.readableDidRead && request.readableEncoding === null
  const bytes = (parsed.rawBody !== undefined && toBytes(parsed.rawBody)) || (!unread && toBytes(parsed.body))
  if (bytes) return boundedBytes(bytes, maxBytes)
  if (unread) return readStream(request, options)
  const { name, remedy } = findParser()
  throw bodyConsumed(`${name} has read the body before this handler${inText(parsed)}`, remedy)
}

/** Which member holds the body as a string, if any. */
function inText(parsed: RawBodyOptions['parsed']): string {
  const member = (['rawBody', 'body'] as const).find((name) => typeof parsed[name] === 'string')
  return member ? `, and ${member} is a string, not the bytes` : ''
}

/** A callback arrives in a few chunks. Each costs time, however small it is: 65,536 would occupy the process. */
const maxChunks = 4_096

/**
 * Reads the stream, up to its bounds. The rest goes on to flow, to nobody: a stream that is paused would store what its
 * socket has already read, in an object for each chunk.
 */
function readStream(request: IncomingMessage, { maxBytes, signal }: BodyBounds): Promise<Uint8Array> {
  const { append, bytes } = createByteBuffer(maxBytes)
  let chunks = 0
  return new Promise((resolve, reject) => {
    if (request.destroyed) throw connectionClosed()
    const settle = (act: () => void): void => {
      signal.removeEventListener('abort', onAbort)
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      act()
    }
    const onData = (chunk: Buffer): void => {
      try {
        chunks += 1
        if (chunks > maxChunks) throw tooManyChunks()
        append(chunk)
      } catch (error) {
        settle(() => reject(error instanceof BodyTooLarge ? tooLarge(maxBytes) : error))
      }
    }
    const onEnd = (): void => settle(() => resolve(bytes()))
    const onClose = (): void => settle(() => reject(connectionClosed()))
    const onAbort = (): void => settle(() => reject(signal.reason))
    signal.addEventListener('abort', onAbort)
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
  })
}

function tooManyChunks(): NotifyError {
  return new NotifyError('NOTIFY_BODY_TOO_LARGE', `The body comes in more than ${maxChunks} chunks.`)
}

function connectionClosed(): NotifyError {
  return new NotifyError('NOTIFY_BODY_INCOMPLETE', 'The connection closed before the end of the body.')
}
