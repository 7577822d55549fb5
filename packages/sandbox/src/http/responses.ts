/** What the sandbox responds, before it is serialised and signed. */
export interface ResponseContent {
  readonly status: number
  /** Absent for a 204. */
  readonly body?: object
  /** WeChat Pay signs responses to requests that it could authenticate, and no others. */
  readonly signed: boolean
  /** The number of the business cause, which ends the Request-ID. Absent: 0. */
  readonly cause?: number | undefined
}

/** A signed 200. */
export function success(body: object): ResponseContent {
  return { status: 200, body, signed: true }
}

/** A signed 204. */
export const noContent: ResponseContent = { status: 204, signed: true }

/** A response as it is sent. */
export interface SentResponse {
  readonly status: number
  /** In the spelling of the documentation. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** Sends the body in a way of its own. Default: at once. */
  readonly stream?: (body: Uint8Array) => ReadableStream<Uint8Array>
}

export function toResponse({ status, headers, body, stream }: SentResponse): Response {
  if (body.length === 0) return new Response(null, { status, headers })
  // The type of bytes that a body has is newer than TypeScript 5.6.
  return new Response(stream?.(body) ?? (body as BufferSource), { status, headers })
}
