import type { AnyNotificationDefinition, planChange } from '@wxdp/core'
import { requirePositiveIntegers, wrongOption } from '../../errors.ts'
import { createConsumer, type QueueConsumer, type QueueConsumerSettings } from '../consume.ts'
import { idOf } from '../message.ts'
import { codeOf, isFinal, reasonOf } from '../queue-event.ts'
import { keepDeadLetter } from './dead-letters.ts'
import type { CloudflareBatch, CloudflareMessage, DeadLetterNamespace } from './port.ts'

export interface CloudflareConsumerSettings<
  Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
> extends QueueConsumerSettings<Definitions> {
  /** Keeps dead letters, for 30 days: the binding of a KV namespace. */
  readonly deadLetters: DeadLetterNamespace
  /**
   * How often a message is attempted in all. Default 4, which goes with Cloudflare's default of three retries. To raise
   * it, raise `max_retries` of the queue as well: after its last retry, Cloudflare deletes a message or moves it to the
   * `dead_letter_queue`. It counts attempts whose consumer crashed, and those that waited in vain for their plan.
   */
  readonly attempts?: number
  /** How long a message waits after its first failed attempt, in seconds. Default 10. It doubles, up to 300. */
  readonly retryDelay?: number
  /**
   * The name of the queue that `dead_letter_queue` in the configuration names, if this worker consumes it, too. What
   * Cloudflare moves there, because its consumer always crashed, is then kept with the other dead letters.
   */
  readonly deadLetterQueue?: string
}

/** The `queue` of a worker's default export. Cloudflare's `ExportedHandler` has this form. */
export type CloudflareConsumer<Env> = (batch: CloudflareBatch, env: Env) => Promise<void>

/**
 * Makes the consumer of a queue of Cloudflare, for the notifications that `createQueueSender` put there.
 *
 * Of the changes of one plan, one is applied at a time, whichever isolate has it. A change is skipped as stale if a newer
 * one was applied or begun. Other kinds have no order. A message that fails does not hold up or repeat the others.
 *
 * After its last attempt a message is kept as a dead letter, with the reason. What is not a notification, or cannot succeed,
 * gets there at once.
 *
 * @param settings Called for each batch, with the worker's environment.
 * @returns A function that rejects with a `TypeError` `NOTIFY_OPTION_INVALID` if the settings are wrong.
 *
 * @example
 * export default {
 *   queue: createQueueConsumer((env: { PLANS: PlanNamespace; DEAD_LETTERS: DeadLetterNamespace }) => ({
 *     plans: createDurableObjectPlans({ namespace: env.PLANS }),
 *     deadLetters: env.DEAD_LETTERS,
 *     onNotification: async (notification, { attempt }) => console.log(notification.id, attempt),
 *   })),
 * }
 */
export function createQueueConsumer<
  Env = unknown,
  const Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
>(settings: (env: Env) => CloudflareConsumerSettings<Definitions>): CloudflareConsumer<Env> {
  return async ({ queue, messages }, env) => {
    const current = settings(env)
    const { deadLetters, attempts = 4, retryDelay = 10, deadLetterQueue } = current
    // Its own turn comes at the latest when the lease of a consumer that crashed ends. A retry would count as an attempt.
    const consumer = createConsumer(current, (lease) => lease + 5_000)
    requirePositiveIntegers({ attempts })
    if (typeof deadLetters?.put !== 'function') {
      throw wrongOption('deadLetters must be the binding of a KV namespace', deadLetters)
    }
    if (!(retryDelay >= 0)) throw wrongOption('retryDelay must be a number of seconds', retryDelay)
    const attempt =
      queue === deadLetterQueue
        ? createKeeper(consumer, deadLetters)
        : createAttempt(consumer, { deadLetters, attempts, retryDelay })
    await inOrder(messages, attempt)
  }
}

/** Handles a message: acknowledges it, or has it delivered again. Never rejects. */
type Attempt = (message: CloudflareMessage) => Promise<void>

interface Limits {
  readonly deadLetters: DeadLetterNamespace
  readonly attempts: number
  readonly retryDelay: number
}

function createAttempt(
  { handle, observe }: QueueConsumer,
  { deadLetters, attempts, retryDelay }: Limits,
): Attempt {
  return async (message) => {
    const { id: owner, body, attempts: attempt } = message
    const event = { id: idOf(body), attempt }
    const later = (outcome: 'busy' | 'failed', error: unknown): void => {
      observe({ ...event, outcome, code: codeOf(error), error })
      message.retry({ delaySeconds: Math.min(retryDelay * 2 ** (attempt - 1), 300) })
    }
    try {
      observe({ ...event, ...(await handle({ body, owner, attempt })) })
      message.ack()
    } catch (error) {
      if (codeOf(error) === 'NOTIFY_PLAN_BUSY') return later('busy', error)
      if (!isFinal(error) && attempt < attempts) return later('failed', error)
      try {
        await keepDeadLetter(deadLetters, message, reasonOf(error))
      } catch (cause) {
        return later('failed', cause)
      }
      observe({ ...event, outcome: 'dead', code: codeOf(error), error })
      message.ack()
    }
  }
}

/** Keeps what Cloudflare moved to its dead-letter queue. */
function createKeeper({ observe }: QueueConsumer, deadLetters: DeadLetterNamespace): Attempt {
  const reason =
    'Its consumer crashed at every attempt, or its retries were used up; see the log of the worker.'
  return async (message) => {
    const event = { id: idOf(message.body), attempt: message.attempts }
    try {
      await keepDeadLetter(deadLetters, message, reason)
    } catch (error) {
      observe({ ...event, outcome: 'failed', error })
      return message.retry({ delaySeconds: 60 })
    }
    observe({ ...event, outcome: 'dead', error: new Error(reason) })
    message.ack()
  }
}

/** Handles the changes of one plan one after the other, and all else at the same time. */
async function inOrder(messages: readonly CloudflareMessage[], attempt: Attempt): Promise<void> {
  const ends = new Map<string, Promise<void>>()
  await Promise.all(
    messages.map((message) => {
      const plan = planIn(message.body)
      const end = (plan === undefined ? undefined : ends.get(plan))?.then(() => attempt(message))
      const ended = end ?? attempt(message)
      if (plan !== undefined) ends.set(plan, ended)
      return ended
    }),
  )
}

/** The plan of a message; undefined if it has none that can be read. */
function planIn(body: unknown): string | undefined {
  try {
    return Object(JSON.parse(Object(body).resourceText)).plan_id
  } catch {
    return undefined
  }
}
