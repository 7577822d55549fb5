import type { Deadline } from '@wxdp/bounds'
import type { Inbox } from './inbox.ts'

/** What {@link handleOnce} needs beside the work. */
export interface ClaimOptions {
  readonly inbox: Inbox
  readonly id: string
  readonly deadline: Deadline
  /** Keeps the host alive for what continues after the deadline. */
  readonly waitUntil: (work: Promise<unknown>) => void
}

/**
 * Runs the work if nobody has done it and nobody is doing it.
 *
 * When the deadline passes, this rejects at once. The work goes on, and its claim is completed or released when it
 * ends. A claim that the inbox grants only after the deadline is released.
 */
export async function handleOnce(
  work: () => Promise<void>,
  { inbox, id, deadline, waitUntil }: ClaimOptions,
): Promise<'accepted' | 'duplicate' | 'busy'> {
  const claiming = inbox.claim(id)
  // Its own error is ignored: the lease ends by itself, and the error that led here is the one to report.
  const release = (): Promise<void> =>
    claiming.then((claim) => (claim.state === 'new' ? claim.release() : undefined)).catch(ignore)
  const claim = await deadline.race(claiming).catch((error: unknown) => {
    waitUntil(release())
    throw error
  })
  if (claim.state !== 'new') return claim.state === 'done' ? 'duplicate' : 'busy'
  const settled = work().then(claim.complete, async (error: unknown) => {
    await release()
    throw error
  })
  waitUntil(settled.catch(ignore))
  await deadline.race(settled)
  return 'accepted'
}

function ignore(): void {}
