import { elapsed, startDeadline } from '@wxdp/bounds'
import { NotifyError, requirePositiveIntegers } from '../errors.ts'
import type { Inbox, InboxClaim } from './inbox.ts'

/** The options of every inbox that several processes share. */
export interface SharedInboxOptions {
  /**
   * How long a claim lasts that is neither completed nor released, in milliseconds. Default 60,000. Choose more than
   * your function ever takes: when the lease ends, the next delivery is handled, even if the first still is.
   */
  readonly lease?: number
  /**
   * How long a handled id is remembered, in milliseconds. Default 24 hours; WeChat Pay sends a delivery-plan
   * notification again for about 3¼ hours.
   */
  readonly remember?: number
  /**
   * How long one step may take, in milliseconds. Default 1,000, so that a claim and a completion fit into the
   * handler's deadline of 4,000 beside your function.
   */
  readonly timeout?: number
}

/** One step of a claim. The store may be asked to take it more than once. */
export interface InboxStep {
  readonly action: 'claim' | 'complete' | 'release'
  readonly id: string
  /** Identifies the claim; the same in all of its steps. */
  readonly owner: string
  /** How long the store keeps what the step writes, in milliseconds. */
  readonly ms: number
}

/** Takes one step in the store, atomically. Returns one of the step's {@link results}. */
export type InboxStore = (step: InboxStep) => Promise<unknown>

// About 95 years. What is longer leaves the range of some stores' dates.
const longest = 3e12

const results: Readonly<Record<InboxStep['action'], readonly string[]>> = {
  claim: ['new', 'busy', 'done'],
  complete: ['ok'],
  release: ['ok'],
}

/**
 * Makes an inbox on a shared store. Owners, time limits and errors are the same for every store.
 *
 * @param options `name` is the store's name, for messages.
 */
export function createSharedInbox(
  store: InboxStore,
  options: SharedInboxOptions & { readonly name: string },
): Inbox {
  const { name, lease = 60_000, remember = 86_400_000, timeout = 1_000 } = options
  requirePositiveIntegers({ lease, remember, timeout })

  const limit = async (action: InboxStep['action'], work: Promise<string>): Promise<string> => {
    const deadline = startDeadline(timeout, () => new Error(`no response within ${timeout} ms`))
    try {
      return await deadline.race(work)
    } catch (error) {
      const message = `${name} failed to ${action} the notification; see the cause. WeChat Pay sends it again.`
      throw new NotifyError('NOTIFY_INBOX_UNAVAILABLE', message, { cause: withoutObjects(error) })
    } finally {
      deadline.dispose()
    }
  }

  /**
   * Retries until the lease ends: a lost `complete` lets the notification be handled twice; a lost `release` blocks
   * it for a whole lease.
   */
  const retry = async (step: InboxStep): Promise<string> => {
    const end = elapsed() + lease
    for (let pause = 50; ; pause *= 2) {
      try {
        return await take(store, step)
      } catch (error) {
        if (elapsed() + pause > end) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  return {
    async claim(notificationId): Promise<InboxClaim> {
      // Escaped as in JSON: stores write UTF-8, in which lone halves of surrogate pairs are all the same.
      const id = JSON.stringify(notificationId).slice(1, -1)
      const owner = crypto.randomUUID()
      const claim: InboxStep = { action: 'claim', id, owner, ms: Math.min(lease, longest) }
      const complete: InboxStep = { action: 'complete', id, owner, ms: Math.min(remember, longest) }
      const release: InboxStep = { ...claim, action: 'release' }
      // One immediate retry: a connection that closes under a command does not mean that the store is down.
      const claiming = take(store, claim).catch(() => take(store, claim))
      const state = await limit('claim', claiming).catch((error: unknown) => {
        // The store may have granted the claim, or may grant it later: the client may have queued it.
        void claiming.then(ignore, ignore).then(() => retry(release).catch(ignore))
        throw error
      })
      if (state !== 'new') return { state: state === 'done' ? 'done' : 'busy' }
      return {
        state,
        complete: async () => void (await limit('complete', retry(complete))),
        release: async () => void (await limit('release', retry(release))),
      }
    },
  }
}

function ignore(): void {}

async function take(store: InboxStore, step: InboxStep): Promise<string> {
  const result = `${await store(step)}`
  if (!results[step.action].includes(result)) throw new Error('the result is unknown')
  return result
}

/** The error without its objects. One of them may be the command that failed, with the password in it. */
export function withoutObjects(error: unknown): Error {
  try {
    const source = error instanceof Error ? error : new Error(`${error}`)
    const { name, message, stack, ...rest } = source as Error & Record<string, unknown>
    const plain = Object.entries(rest).filter(([, value]) => typeof value !== 'object')
    return Object.assign(new Error(message), { name, stack }, Object.fromEntries(plain))
  } catch {
    return new Error('The store failed with an error that cannot be read.')
  }
}
