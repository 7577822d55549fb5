import type { HeaderSource } from '@wxdp/auth'
import { startDeadline } from '@wxdp/bounds'
import { invalidOption, NotifyError } from '../errors.ts'
import type { Inbox } from '../inbox/inbox.ts'
import { createMemoryInbox } from '../inbox/memory.ts'
import { type Answer, accepted, refusal } from './answers.ts'
import type { Receiver } from './receiver.ts'
import type { SourceCheck } from './source-check.ts'

/** What became of one callback. Holds no secret and no resource. */
export interface CallbackEvent {
  readonly outcome: /** Handled now, or a duplicate of one that was. */
    | 'accepted'
    | 'duplicate'
    /** A duplicate of one in work. */
    | 'busy'
    /** A signature probe, refused as it must be. */
    | 'probe'
    /** Not proven genuine, or malformed. */
    | 'refused'
    /** A fault on this side: your function, the inbox, a wrong key. */
    | 'failed'
  /** The HTTP status that was answered. */
  readonly status: number
  readonly durationMs: number
  /** The notification's id and type, once it is proven genuine. */
  readonly id?: string | undefined
  readonly eventType?: string | undefined
  /** Stable code of the refusal or failure. */
  readonly code?: string | undefined
  /** The error itself, for your log; WeChat Pay is told less. */
  readonly error?: unknown
}

/** `Host` is what the host calls its handlers with. */
export interface HandlerOptions<Received, Host extends readonly unknown[] = readonly []> {
  /** From `createReceiver`. */
  readonly receive: Receiver<Received>
  /**
   * Takes the notification over. When it resolves, WeChat Pay is told that all is well and stops sending: do
   * the work, or put it on a durable queue, before. When it rejects, WeChat Pay is told to send again.
   */
  readonly onNotification: (notification: Received) => Promise<void> | void
  /** Default: `memoryInbox()`, for one process. */
  readonly inbox?: Inbox
  /** Time from the first byte to the answer, in milliseconds. Default 4,000; WeChat Pay waits 5 s. */
  readonly deadline?: number
  /**
   * Looks at where a callback comes from, before its body is read: `createSourceCheck`. Defence in depth, never
   * instead of the signature, which is verified all the same. Default: none.
   */
  // A method, so that a check may ask for more of the host than is promised here, such as Express's request.ip.
  sourceCheck?(...host: Host): ReturnType<SourceCheck<Host>>
  /** Told of every callback, for logs and metrics. What it throws is ignored. */
  readonly observe?: (event: CallbackEvent) => void
}

/** One callback as any host can present it. */
export interface Incoming<Host extends readonly unknown[]> {
  readonly method: string
  readonly contentType: string | null | undefined
  readonly headers: HeaderSource
  readonly host: Host
  read(bounds: { maxBytes: number; signal: AbortSignal }): Promise<Uint8Array>
  /** Keeps the host alive for work that outlasts the answer. */
  waitUntil(work: Promise<unknown>): void
}

/** Answers one callback. Never rejects. */
export type Respond<Host extends readonly unknown[]> = (incoming: Incoming<Host>) => Promise<Answer>

/** The one way from a callback to its answer; the hosts' adapters are thin around it. */
export function createResponder<
  Received extends { readonly id: string; readonly event_type: string },
  Host extends readonly unknown[],
>(options: HandlerOptions<Received, Host>): Respond<Host> {
  const { receive, onNotification, inbox = createMemoryInbox(), deadline: limit = 4_000 } = options
  const { sourceCheck, observe } = options
  if (typeof receive !== 'function') throw invalidOption('receive must come from createReceiver.')
  if (typeof onNotification !== 'function') throw invalidOption('onNotification must be a function.')
  if (sourceCheck !== undefined && typeof sourceCheck !== 'function')
    throw invalidOption('sourceCheck must be a function.')
  if (!(limit >= 1 && limit < 5_000))
    throw invalidOption('deadline must be 1 to 4,999 ms; WeChat Pay waits 5 s.')

  return async (incoming) => {
    const start = performance.now()
    let received: Received | undefined
    const finish = (answer: Answer, event: Pick<CallbackEvent, 'outcome' | 'code' | 'error'>): Answer => {
      const durationMs = performance.now() - start
      try {
        observe?.({
          ...event,
          status: answer.status,
          durationMs,
          id: received?.id,
          eventType: received?.event_type,
        })
      } catch {
        // A broken observer must not turn a good answer into a bad one.
      }
      return answer
    }
    const deadline = startDeadline(limit, () => tooSlow(limit))
    try {
      if (sourceCheck) await deadline.race(Promise.resolve(sourceCheck(...incoming.host)))
      requirePost(incoming)
      const body = await readBody(incoming, receive.maxBytes, deadline.signal)
      received = await deadline.race(receive({ headers: incoming.headers, body }))
      const { id } = received
      const asked = inbox.claim(id)
      // Never rejects: the lease ends by itself, and what went wrong before is what must be known.
      const giveBack = (): Promise<void> =>
        asked.then((held: { state: string; release?(): Promise<void> }) => held.release?.()).catch(() => {})
      const claim = await deadline.race(asked).catch((error: unknown) => {
        // Granted after the answer is out, it would be nobody's until its lease runs out.
        incoming.waitUntil(giveBack())
        throw error
      })
      if (claim.state === 'done') return finish(accepted, { outcome: 'duplicate' })
      if (claim.state === 'busy') {
        throw new NotifyError('NOTIFY_IN_PROGRESS', `Notification ${id} is being handled already.`)
      }
      // Settles the claim whenever the function ends, even after the answer had to go out.
      const work = handle(received, onNotification).then(claim.complete, async (error: unknown) => {
        await giveBack()
        throw error
      })
      incoming.waitUntil(work.catch(() => {}))
      await deadline.race(work)
      return finish(accepted, { outcome: 'accepted' })
    } catch (error) {
      const code = codeOf(error)
      const answer = refusal(code)
      return finish(answer, { outcome: outcomeOf(code, answer.status), code, error })
    } finally {
      deadline.dispose()
    }
  }
}

async function handle<Received>(
  received: Received,
  onNotification: HandlerOptions<Received>['onNotification'],
): Promise<void> {
  try {
    await onNotification(received)
  } catch (cause) {
    // Wrapped, so that no code of the user's own error is taken for one of ours.
    throw new Error('onNotification failed', { cause })
  }
}

function tooSlow(ms: number): NotifyError {
  return new NotifyError('NOTIFY_DEADLINE', `Not handled within ${ms} ms. Put long work on a queue.`)
}

function requirePost({ method, contentType }: Pick<Incoming<never>, 'method' | 'contentType'>): void {
  if (method !== 'POST') throw new NotifyError('NOTIFY_METHOD', `A callback is a POST; this is a ${method}.`)
  if (contentType && !/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new NotifyError('NOTIFY_CONTENT_TYPE', 'A callback is application/json; this is not.')
  }
}

async function readBody(
  { read }: Pick<Incoming<never>, 'read'>,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    return await read({ maxBytes, signal })
  } catch (error) {
    if (error instanceof NotifyError) throw incompleteOr(error)
    throw new NotifyError('NOTIFY_BODY_INCOMPLETE', 'The body broke off.', { cause: error })
  }
}

// The deadline's own error means here that the sender was slow, not that the work was.
function incompleteOr(error: unknown): unknown {
  if (codeOf(error) !== 'NOTIFY_DEADLINE') return error
  return new NotifyError('NOTIFY_BODY_INCOMPLETE', 'The body did not come in time.', { cause: error })
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : undefined
}

function outcomeOf(code: string | undefined, status: number): CallbackEvent['outcome'] {
  if (code === 'AUTH_SIGNATURE_PROBE') return 'probe'
  if (code === 'NOTIFY_IN_PROGRESS') return 'busy'
  return status < 500 ? 'refused' : 'failed'
}
