import { BodyTooLarge } from '@wxdp/bounds'

/** Why no response came to a callback. */
export interface DeliveryError {
  /**
   * The runtime's own code, such as `ECONNREFUSED` or `ENOTFOUND`; `TIMEOUT` after 5 seconds; `BODY_TOO_LARGE` if the
   * response has more than 64 KiB; `FAILED` if the runtime gives no code.
   */
  readonly code: string
  readonly message: string
}

interface Cause {
  readonly code?: unknown
  readonly message?: unknown
  readonly cause?: unknown
  /** Of an `AggregateError`: Node tries each address of a host and leaves its own message empty. */
  readonly errors?: readonly Cause[]
}

const maxDepth = 5

/** Finds the code and its message. Node's `fetch` rejects with "fetch failed" and keeps both in `cause`. */
export function toDeliveryError(thrown: unknown): DeliveryError {
  let found: Cause = Object(thrown)
  for (let depth = 0; typeof found.code !== 'string' && found.cause && depth < maxDepth; depth++) {
    found = Object(found.cause)
  }
  return { code: codeOf(found), message: String(found.message || found.errors?.[0]?.message || thrown) }
}

function codeOf(found: Cause): string {
  if (typeof found.code === 'string') return found.code
  return found instanceof BodyTooLarge ? 'BODY_TOO_LARGE' : 'FAILED'
}
