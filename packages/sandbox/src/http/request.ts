import { readBytes } from '@wxdp/bounds'
import { invalidRequest } from './refusal.ts'

/** A request with its whole body. */
export interface RawRequest {
  readonly method: string
  /** Path and query exactly as on the request line. */
  readonly target: string
  readonly headers: Headers
  readonly body: Uint8Array
}

/** What a `Request` cannot hold: any method, the target as it was written, and the body of a GET. */
export interface Wire {
  readonly method: string
  readonly target: string
  /** Absent if the `Request` holds it. */
  readonly body?: ReadableStream<Uint8Array> | undefined
}

const wires = new WeakMap<Request, Wire>()

/** Notes what came over the wire, for {@link readRequest}. A URL parser would change some targets. */
export function withWire(request: Request, wire: Wire): Request {
  wires.set(request, wire)
  return request
}

const maxBytes = 1024 * 1024

/**
 * Reads a request with a body of at most 1 MiB. Requests of another class than the global one are read by their shape.
 *
 * @throws Refusal
 */
export async function readRequest(request: Request): Promise<RawRequest> {
  const { method, target, body } = {
    method: request.method,
    target: targetOf(request.url),
    ...wires.get(request),
  }
  const bytes = await readBytes(body ?? request.body, { maxBytes }).catch(() => {
    throw invalidRequest(
      {
        zh: `请求体超过${maxBytes}字节或不完整`,
        en: `The body is larger than ${maxBytes} bytes or incomplete.`,
      },
      { signed: false },
    )
  })
  return { method, target, headers: request.headers, body: bytes }
}

/** A request whose body could not be read. */
export function withoutBody(request: Request): RawRequest {
  const { method, target } = { method: request.method, target: targetOf(request.url), ...wires.get(request) }
  return { method, target, headers: request.headers, body: new Uint8Array() }
}

/** The path of a request, as far as it decides who the caller is. */
export function pathOf(request: Request): string {
  return (wires.get(request)?.target ?? new URL(request.url).pathname).split('?', 1)[0] as string
}

function targetOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
