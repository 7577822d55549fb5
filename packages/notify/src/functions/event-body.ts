import { toBytes } from '@wxdp/auth'
import { decodeBase64, kindOf } from '@wxdp/auth/suite'
import { NotifyError } from '../errors.ts'
import { bodyConsumed, boundedBytes, readRequest, tooLarge } from '../receive/body.ts'
import type { BodyBounds, RequestLike } from '../receive/incoming.ts'
import { headerOf } from './event-headers.ts'
import { at, type EventHost } from './event-host.ts'
import type { Platform } from './platforms.ts'

/**
 * The bytes of a body that came as Base64, as text, as bytes or as a request, without those that are too many.
 *
 * Text is encoded as UTF-8. If the platform replaced what is not UTF-8, the bytes differ from those that were signed.
 *
 * @throws {NotifyError} `NOTIFY_BODY_CONSUMED`, `NOTIFY_BODY_TOO_LARGE`, `NOTIFY_EVENT_INVALID`
 */
export async function readEventBody(
  { name, body: path, remedy }: Platform,
  host: EventHost,
  bounds: BodyBounds,
): Promise<Uint8Array> {
  const { maxBytes } = bounds
  const body = at(host, path)
  if (typeof body === 'string') return boundedBytes(bytesOf(body, host, maxBytes), maxBytes)
  const bytes = toBytes(body)
  if (bytes) return boundedBytes(bytes, maxBytes)
  if (isRequest(body) && !body.bodyUsed) return readRequest(body, bounds)
  const isMissing = body === undefined || body === null
  if (isMissing && !isAnnounced(host)) return new Uint8Array()
  const found = isMissing
    ? 'is missing, although the headers announce one'
    : isRequest(body)
      ? 'has already been read'
      : `was parsed: it is ${kindOf(body)}`
  throw bodyConsumed(`On ${name}: the body ${found}`, remedy)
}

function bytesOf(text: string, host: EventHost, maxBytes: number): Uint8Array {
  const isBase64 = `${at(host, 'event.isBase64Encoded')}` === 'true'
  // Before it is decoded: Base64 has four digits for three bytes, and UTF-8 a byte or more for each unit of a string.
  if (text.length > (isBase64 ? Math.ceil(maxBytes / 3) * 4 : maxBytes)) throw tooLarge(maxBytes)
  const bytes = isBase64 ? decodeBase64(text) : new TextEncoder().encode(text)
  if (bytes) return bytes
  throw new NotifyError(
    'NOTIFY_EVENT_INVALID',
    'The event has isBase64Encoded: true, but its body is not Base64. Pass the event on as it comes.',
  )
}

function isRequest(body: unknown): body is RequestLike {
  return typeof body === 'object' && body !== null && 'bodyUsed' in body
}

/** The headers say that there is a body. */
function isAnnounced(host: EventHost): boolean {
  return (
    Number(headerOf(host, 'content-length') ?? 0) !== 0 || headerOf(host, 'transfer-encoding') !== undefined
  )
}
