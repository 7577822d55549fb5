import type { Inbox } from './inbox.ts'

/**
 * Runs the work if no delivery of the notification has done it or is doing it, and notes in the inbox that it is done.
 *
 * @param work If it rejects, the claim is released and the next delivery can have it.
 * @param options `signal` aborts at the deadline. A claim that is granted later is released unused; work that has
 *   begun goes on.
 */
export async function handleOnce(
  work: () => Promise<void> | void,
  { inbox, id, signal }: { readonly inbox: Inbox; readonly id: string; readonly signal: AbortSignal },
): Promise<'accepted' | 'duplicate' | 'busy'> {
  const claim = await inbox.claim(id)
  if (claim.state !== 'new') return claim.state === 'done' ? 'duplicate' : 'busy'
  try {
    signal.throwIfAborted()
    await work()
  } catch (error) {
    // Ignored if that fails: the lease ends by itself, and the first error is the one to report.
    await claim.release().catch(() => {})
    throw error
  }
  await claim.complete()
  return 'accepted'
}
