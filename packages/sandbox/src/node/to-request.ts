import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { withWire } from '../http/request.ts'

/**
 * The request that came in, with its target as it came: a URL parser would change some targets. A `Request` holds no body
 * of a GET either.
 */
export function toWebRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = '', rawHeaders } = incoming
  const headers = new Headers()
  for (let i = 0; i < rawHeaders.length; i += 2) {
    headers.append(rawHeaders[i] as string, rawHeaders[i + 1] as string)
  }
  // Sent to a proxy, a target has the whole URL. The signature covers its path and query in any case.
  const target = (incoming.url as string).replace(/^https?:\/\/[^/?#]*/i, '') || '/'
  const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>
  // Fetch has no TRACE, and the sandbox no endpoint for it.
  const known = method === 'TRACE' ? 'GET' : method
  const isBare = known === 'GET' || known === 'HEAD'
  const init = { method: known, headers, signal, ...(!isBare && { body, duplex: 'half' }) }
  const request = new Request(`http://127.0.0.1${pathFor(target)}`, init)
  return withWire(request, { method, target, body: isBare ? body : undefined })
}

/** What a URL parser makes of the target, for whoever looks at the request on its way. */
function pathFor(target: string): string {
  return target.startsWith('/') && URL.canParse(`http://127.0.0.1${target}`) ? target : '/'
}
