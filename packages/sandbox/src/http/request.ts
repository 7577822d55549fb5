import { readBytes } from '@wxdp/bounds'
import { invalidRequest } from './responses.ts'

/** A request with its whole body. */
export interface RawRequest {
  readonly method: string
  /** Path and query exactly as on the request line. */
  readonly target: string
  readonly headers: Headers
  readonly body: Uint8Array
}

const maxBytes = 1024 * 1024

/**
 * Reads a request with a body of at most 1 MiB.
 *
 * @throws Refusal
 */
export async function readRequest(request: Request): Promise<RawRequest> {
  const { pathname, search } = new URL(request.url)
  const body = await readBytes(request.body, { maxBytes }).catch(() => {
    throw invalidRequest(`The body is larger than ${maxBytes} bytes or incomplete.`, { signed: false })
  })
  return { method: request.method, target: pathname + search, headers: request.headers, body }
}
