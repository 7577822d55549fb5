import { NotifyError } from '../errors.ts'

/** How one attempt to handle a message of a queue ended. Holds no secret and no resource. */
export interface QueueEvent {
  readonly outcome: /** Handled now. */
    | 'applied'
    /** Handled before: it was on the queue twice, or its worker crashed right after it. */
    | 'duplicate'
    /** Skipped: a newer change of its plan was applied, or begun. */
    | 'stale'
    /** Another change of its plan is being applied. It is tried again, which does not count as an attempt on BullMQ. */
    | 'busy'
    /** Failed. The engine tries again. */
    | 'failed'
    /** Failed for good: it is among the dead letters. */
    | 'dead'
  /** The notification's id; undefined if the message has none. */
  readonly id: string | undefined
  readonly planId?: string | undefined
  /** The number of this attempt, from 1. */
  readonly attempt: number
  /** Stable code of the failure, if it is one of ours. */
  readonly code?: string | undefined
  /** The error itself. With `applied`: the function took longer than the lease. */
  readonly error?: unknown
}

/**
 * The default of a consumer's `observe`: one line on `console.error` for each event that has an error, unless it is only
 * busy. The line has the message of the error that your function threw.
 */
export function logQueueEvent({ outcome, id, attempt, error }: QueueEvent): void {
  if (error === undefined || outcome === 'busy') return
  const line = `wxdp: ${outcome}, notification ${id ?? 'without id'}, attempt ${attempt}: ${reasonOf(error)}`
  console.error(line.replace(/[\s\p{C}]+/gu, ' '))
}

/** Why a message failed, in one line. Of our own errors, with the code and the cause. */
export function reasonOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) return `a thrown ${typeof error}`
    if (!(error instanceof NotifyError)) return `${error}`
    const { code, message, cause } = error
    return `${code}: ${message}${cause === undefined ? '' : ` ${reasonOf(cause)}`}`
  } catch {
    return 'a thrown object that cannot be shown'
  }
}

/** Whether another attempt cannot succeed: the message is not ours, or the user's function says so. */
export function isFinal(error: unknown): boolean {
  const code = codeOf(error)
  return (
    code === 'NOTIFY_QUEUE_MESSAGE' ||
    code === 'NOTIFY_QUEUE_REJECTED' ||
    member(error, 'name') === 'UnrecoverableError'
  )
}

/** The code of an error of ours. By its name: the function may throw the class of another copy of this package. */
export function codeOf(error: unknown): string | undefined {
  return member(error, 'name') === 'NotifyError' ? `${member(error, 'code')}` : undefined
}

function member(error: unknown, name: 'name' | 'code'): unknown {
  try {
    return Object(error)[name]
  } catch {
    // What was thrown may be a Proxy.
    return undefined
  }
}
