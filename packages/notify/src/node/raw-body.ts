import type { IncomingMessage } from 'node:http'
import { NotifyError } from '../errors.ts'
import { bodyConsumed, tooLarge } from '../receive/receiver.ts'

/** What read a body before the handler could. */
export interface BodyParser {
  /** Its name and whose it is, such as `express.json()`. */
  readonly name: string
  /** What to change, in the framework's own words. */
  readonly remedy: string
}

interface RawBodyOptions {
  readonly maxBytes: number
  /** Ends the reading at once; its reason is thrown as it is. */
  readonly signal: AbortSignal
  /** What holds `rawBody` and `body`, if a parser left them. */
  readonly left: { readonly rawBody?: unknown; readonly body?: unknown }
  readonly parser: () => BodyParser
}

/**
 * The raw bytes of a body: as a parser left them, or else from the stream, if it is whole.
 *
 * @throws {NotifyError} `NOTIFY_BODY_TOO_LARGE`, `NOTIFY_BODY_CONSUMED`, `NOTIFY_BODY_INCOMPLETE`
 */
export async function readRawBody(request: IncomingMessage, options: RawBodyOptions): Promise<Uint8Array> {
  const { left, maxBytes, parser } = options
  // The stream tells, not `body`: some parsers put an empty object there and read nothing.
  const untouched = !request.readableDidRead && request.readableEncoding === null
  const bytes = left.rawBody instanceof Uint8Array ? left.rawBody : untouched ? undefined : left.body
  if (bytes instanceof Uint8Array) {
    if (bytes.length > maxBytes) throw tooLarge(maxBytes)
    return bytes
  }
  if (untouched) return readStream(request, options)
  const { name, remedy } = parser()
  throw bodyConsumed(`${name} has read the body before this handler`, remedy)
}

async function readStream(
  request: IncomingMessage,
  { maxBytes, signal }: RawBodyOptions,
): Promise<Uint8Array> {
  if (request.destroyed) throw hungUp()
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
      settle(() => reject(tooLarge(maxBytes)))
    }
    const onEnd = (): void =>
      settle(() => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)))
    const onClose = (): void => settle(() => reject(hungUp()))
    const onAbort = (): void => settle(() => reject(signal.reason))
    signal.addEventListener('abort', onAbort, { once: true })
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
  })
}

function hungUp(): NotifyError {
  return new NotifyError('NOTIFY_BODY_INCOMPLETE', 'The sender hung up before the body was whole.')
}
