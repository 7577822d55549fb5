import { NotifyError } from '../../errors.ts'
import { idOf, type QueuedNotification } from '../message.ts'
import type { CloudflareMessage, CloudflareQueue, DeadLetterNamespace } from './port.ts'

/** What is kept of a message that is not tried again, as JSON under `notification:` and the id. */
export interface DeadLetter {
  /** Why it is not tried again. */
  readonly reason: string
  readonly attempts: number
  /** The message, as it was on the queue. */
  readonly message: unknown
}

const thirtyDays = 30 * 86_400

/** A message without an id of ours is kept under the id that Cloudflare gave it. */
export async function keepDeadLetter(
  deadLetters: DeadLetterNamespace,
  { id, body: message, attempts }: CloudflareMessage,
  reason: string,
): Promise<void> {
  const letter: DeadLetter = { reason, attempts, message }
  await deadLetters.put(keyOf(idOf(message) ?? id), JSON.stringify(letter), { expirationTtl: thirtyDays })
}

export interface ReplayDeadLetterOptions {
  readonly deadLetters: DeadLetterNamespace
  /** The queue that the message came from. */
  readonly queue: CloudflareQueue
  /** The notification's id. */
  readonly id: string
}

/**
 * Puts a dead letter back on the queue, with all of its attempts. What was applied is not applied again, and what is
 * stale by now is skipped.
 *
 * @throws {NotifyError} `NOTIFY_DEAD_LETTER_MISSING`
 *
 * @example
 * const { DEAD_LETTERS: deadLetters, QUEUE: queue } = env
 * await replayDeadLetter({ deadLetters, queue, id: 'EV-2018022511223320873' })
 */
export async function replayDeadLetter({ deadLetters, queue, id }: ReplayDeadLetterOptions): Promise<void> {
  const text = await deadLetters.get(keyOf(id))
  if (text === null) {
    throw new NotifyError('NOTIFY_DEAD_LETTER_MISSING', `Notification ${id} is not among the dead letters.`)
  }
  const { message } = JSON.parse(text) as DeadLetter
  await queue.send(message as QueuedNotification)
  await deadLetters.delete(keyOf(id))
}

/** A key has at most 512 bytes. Escaped as in JSON first: encodeURIComponent throws on lone halves of surrogate pairs. */
function keyOf(id: string): string {
  return `notification:${encodeURIComponent(JSON.stringify(id).slice(1, -1)).slice(0, 400)}`
}
