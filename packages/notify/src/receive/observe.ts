import { NotifyError } from '../errors.ts'

/** How one callback ended. Holds no secret and no resource. */
export interface CallbackEvent {
  readonly outcome: /** Handled now. */
    | 'accepted'
    /** An earlier delivery was handled. */
    | 'duplicate'
    /** An earlier delivery is still being handled. */
    | 'busy'
    /** A signature probe, refused as it must be. */
    | 'probe'
    /** Not genuine, or malformed. */
    | 'refused'
    /** A fault on this side: your function, the inbox, a wrong key. */
    | 'failed'
  /** The HTTP status of the response. */
  readonly status: number
  readonly durationMs: number
  /** The notification's id and type; only once the callback is verified. */
  readonly id?: string | undefined
  readonly eventType?: string | undefined
  /** Stable code of the refusal or failure. */
  readonly code?: string | undefined
  /** The error itself, for your log; the response to WeChat Pay says less. */
  readonly error?: unknown
}

/**
 * The default of `observe`: writes one line to `console.error` for a callback that failed, and nothing for others.
 *
 * The line has the code, the notification's id and the error's message. Of an error that wraps another, such as
 * the one that `onNotification` threw, it has both messages.
 */
export function logFailure({ outcome, code, id, error }: CallbackEvent): void {
  if (outcome !== 'failed') return
  let what: string
  try {
    what = describe(error)
  } catch {
    what = 'a thrown object that cannot be shown'
  }
  const line = `wxdp: ${code ?? 'callback failed'}${id ? `, notification ${id}` : ''}: ${what}`
  console.error(line.replace(/[\s\p{C}]+/gu, ' '))
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`
  // Only of our own errors: another's cause may quote what was decrypted.
  const { cause } = error instanceof NotifyError ? error : {}
  return `${error}${cause === undefined ? '' : ` ${describe(cause)}`}`
}
