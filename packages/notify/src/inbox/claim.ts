import { quietly } from '@wxdp/bounds'
import { NotifyError, wrongOption } from '../errors.ts'
import type { Inbox } from './inbox.ts'

/**
 * Runs the work if no delivery of the notification has done it or is doing it, and notes in the inbox that it is done.
 *
 * @param work If it rejects, the claim is released and the next delivery can have it.
 * @param options `signal` aborts at the deadline. A claim that is granted later is released unused; work that has
 *   begun goes on.
 * @throws {NotifyError} `NOTIFY_IN_PROGRESS`
 */
export async function handleOnce(
  work: () => Promise<void>,
  { inbox, id, signal }: { readonly inbox: Inbox; readonly id: string; readonly signal: AbortSignal },
): Promise<'accepted' | 'duplicate'> {
  const claim = await inbox.claim(id)
  if (claim?.state === 'done') return 'duplicate'
  if (claim?.state === 'busy') {
    throw new NotifyError('NOTIFY_IN_PROGRESS', `Notification ${id} is being handled.`)
  }
  // An inbox may be anyone's: what claims nothing must not be handled.
  if (claim?.state !== 'new') throw wrongOption('A claim must be new, busy or done', claim)
  try {
    signal.throwIfAborted()
    await work()
  } catch (error) {
    // Ignored if that fails: the lease ends by itself, and the first error is the one to report.
    await quietly(() => claim.release())
    throw error
  }
  await claim.complete()
  return 'accepted'
}
