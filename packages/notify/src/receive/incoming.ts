import type { HeaderSource } from '@wxdp/auth'

/** How much of a body is read, and for how long. */
export interface BodyBounds {
  /** The largest body, in bytes. */
  readonly maxBytes: number
  /** Stops the reading at once; its reason is thrown as it is. */
  readonly signal: AbortSignal
}

/** One callback, as the adapter of any host presents it. */
export interface IncomingCallback {
  readonly method: string
  readonly contentType: string | null | undefined
  readonly headers: HeaderSource
  read(bounds: BodyBounds): Promise<Uint8Array>
  /** Keeps the host alive for work that continues after the response. */
  waitUntil?(work: Promise<unknown>): unknown
}

/** The form that the requests of all hosts share: the runtime's, undici's, whatwg-node's, node-fetch's, Azure's. */
export interface RequestLike {
  readonly headers: HeaderSource
  /** A stream of bytes, of the Web's kind or of Node's. */
  readonly body: object | null
  readonly bodyUsed: boolean
}
