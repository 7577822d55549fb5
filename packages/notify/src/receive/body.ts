import { BodyTooLarge, type ByteStream, type ReadOptions, readBytes } from '@wxdp/bounds'
import { NotifyError } from '../errors.ts'
import type { RequestLike } from './incoming.ts'

/**
 * Reads the body of a request.
 *
 * @throws {NotifyError} `NOTIFY_BODY_CONSUMED`, `NOTIFY_BODY_TOO_LARGE`
 */
export async function readRequest(request: RequestLike, bounds: ReadOptions): Promise<Uint8Array> {
  const body = request.body as (ByteStream & { readonly locked?: boolean }) | null
  if (request.bodyUsed || body?.locked) {
    throw bodyConsumed(
      'The body has already been read',
      `Call the handler first, or read a copy: ${copyOf(request)}.`,
    )
  }
  try {
    return await readBytes(body, bounds)
  } catch (error) {
    throw error instanceof BodyTooLarge ? tooLarge(bounds.maxBytes) : error
  }
}

/** How code before the handler reads a copy of the body, in the framework of this request where that is known. */
function copyOf(request: RequestLike): string {
  if ('nextUrl' in request) return 'request.clone().json() (Next.js)'
  if ('runtime' in request) return 'event.req.clone().json() (h3, Nitro)'
  return "request.clone().json() (SvelteKit), c.req.raw.clone().json() (Hono), { parse: 'none' } in the route (Elysia)"
}

/**
 * A body that is already in memory, if it is not too large.
 *
 * @throws {NotifyError} `NOTIFY_BODY_TOO_LARGE`
 */
export function boundedBytes(bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (bytes.length > maxBytes) throw tooLarge(maxBytes)
  return bytes
}

export function tooLarge(maxBytes: number): NotifyError {
  return new NotifyError('NOTIFY_BODY_TOO_LARGE', `The body is larger than ${maxBytes} bytes.`)
}

/** The most common mistake, with the remedy for the host at hand. */
export function bodyConsumed(what: string, remedy: string): NotifyError {
  return new NotifyError('NOTIFY_BODY_CONSUMED', `${what}. The signature covers the raw bytes. ${remedy}`)
}
