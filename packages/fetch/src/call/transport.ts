import { invalidOption } from '../errors.ts'

/** What a {@link FetchFunction} gets beside the URL: what every `fetch` takes. */
export interface FetchInit {
  readonly method: string
  /** A plain record: each name once, spelled as WeChat Pay spells it. */
  readonly headers: Record<string, string>
  /** Exactly the signed bytes. Absent for a GET. */
  readonly body?: Uint8Array & { readonly buffer: ArrayBuffer }
  /** A redirect must not be followed: it would send the signature to another host. */
  readonly redirect: 'manual'
  /** Aborts when the attempt is over. */
  readonly signal: AbortSignal
}

/** What is read of a response. Its class does not matter. */
export interface FetchResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** A web stream or a Node.js stream. Its size is limited while it is read. */
  readonly body?: object | null
  /** Used if there is no stream. Only the `Content-Length` can then tell beforehand that a body is too large. */
  arrayBuffer?(): Promise<ArrayBuffer>
}

/**
 * Sends one request. Any `fetch` is one: the runtime's, that of undici with a dispatcher, node-fetch, a service binding
 * of Workers, a sandbox's, a function in a test.
 *
 * It resolves for every status, and must not follow redirects, change the body or read the response. If it rejects with
 * the error of a bug, such as `x is not a function`, the call rejects with this error and is not retried.
 *
 * @example
 * import type { FetchFunction } from '@wxdp/fetch'
 *
 * const logged: FetchFunction = async (url, init) => {
 *   const response = await fetch(url, init)
 *   console.log(init.method, url, response.status)
 *   return response
 * }
 */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchResponse>

/** A response of any class, before it is checked. */
interface Returned extends FetchResponse {
  readonly bodyUsed?: boolean
  readonly body?: { readonly getReader?: unknown; readonly [Symbol.asyncIterator]?: unknown } | null
}

/**
 * Checks what a transport returned.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`
 */
export function requireResponse(response: Returned): FetchResponse {
  const { status, headers, body, bodyUsed } = response ?? {}
  const isBody = !body || body.getReader || body[Symbol.asyncIterator]
  if (typeof status !== 'number' || typeof headers?.get !== 'function' || !isBody) {
    throw invalidOption(
      `fetch returned ${typeof response}; expected a response: status, headers.get, a stream as body.`,
    )
  }
  if (bodyUsed) throw invalidOption('fetch returned a response that was read. Read its clone() instead.')
  return response
}
