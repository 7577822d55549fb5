import { startDeadline } from '@wxdp/bounds'
import { NotifyError, requirePositiveIntegers } from '../errors.ts'
import type { Inbox, InboxClaim } from './inbox.ts'

/** What every inbox that several processes share can be told. */
export interface SharedInboxOptions {
  /**
   * How long a claim holds if nobody completes or releases it, in milliseconds. Default 60,000. Longer than your
   * function ever takes: when it runs out, the next delivery is handled though the first may still be at work.
   */
  readonly lease?: number
  /**
   * How long a handled id is remembered, in milliseconds. Default 24 hours; WeChat Pay repeats a delivery-plan
   * notification for about 3¼ hours.
   */
  readonly remember?: number
  /**
   * How long one step may take, in milliseconds. Default 1,000: a claim and a completion then fit into the
   * handler's deadline of 4,000 beside your function.
   */
  readonly timeout?: number
}

/** One step of a claim, as the store is asked for it. Each may be repeated without harm. */
export interface Step {
  readonly act: 'claim' | 'complete' | 'release'
  readonly id: string
  /** Who asks. A claim has one for its whole life. */
  readonly owner: string
  /** How long what the step writes shall hold: the lease of a claim, the memory of a completion. */
  readonly ms: number
}

/** Takes one step in the store, atomically, and says how that went: one of `answers`. */
export type Store = (step: Step) => Promise<unknown>

const answers: Readonly<Record<Step['act'], readonly string[]>> = {
  claim: ['new', 'busy', 'done'],
  complete: ['ok'],
  release: ['ok'],
}

/**
 * The part of an inbox that is the same for every shared store: owners, bounded time, errors.
 *
 * @param name The store's name, for messages.
 */
export function createSharedInbox(store: Store, options: SharedInboxOptions & { name: string }): Inbox {
  const { name, lease = 60_000, remember = 86_400_000, timeout = 1_000 } = options
  requirePositiveIntegers({ lease, remember, timeout })

  const bounded = async (act: Step['act'], work: Promise<string>): Promise<string> => {
    const deadline = startDeadline(timeout, () => new Error(`no answer within ${timeout} ms`))
    try {
      return await deadline.race(work)
    } catch (error) {
      const message = `${name} did not take the ${act}; the cause says why. WeChat Pay will send again.`
      throw new NotifyError('NOTIFY_INBOX_UNAVAILABLE', message, { cause: withoutObjects(error) })
    } finally {
      deadline.dispose()
    }
  }

  /** What is not noted would be handled again, or be nobody's for a whole lease: asks until the lease is over. */
  const insist = async (step: Step): Promise<string> => {
    const end = performance.now() + lease
    for (let pause = 50; ; pause *= 2) {
      try {
        return await ask(store, step)
      } catch (error) {
        if (performance.now() + pause > end) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  return {
    async claim(given): Promise<InboxClaim> {
      // Escaped as in JSON: half a surrogate pair has no bytes of its own, and two halves are not one id.
      const id = JSON.stringify(given).slice(1, -1)
      const owner = crypto.randomUUID()
      const claim: Step = { act: 'claim', id, owner, ms: lease }
      const complete: Step = { act: 'complete', id, owner, ms: remember }
      const release: Step = { act: 'release', id, owner, ms: lease }
      // Once more at once: a connection that breaks under a command is no outage yet.
      const asked = ask(store, claim).catch(() => ask(store, claim))
      const state = await bounded('claim', asked).catch((error: unknown) => {
        // It may have been granted all the same, or be granted yet: a queue of the client's may hold it.
        void asked.then(ignore, ignore).then(() => insist(release).catch(ignore))
        throw error
      })
      if (state !== 'new') return { state: state === 'done' ? 'done' : 'busy' }
      return {
        state,
        complete: async () => void (await bounded('complete', insist(complete))),
        release: async () => void (await bounded('release', insist(release))),
      }
    },
  }
}

function ignore(): void {}

async function ask(store: Store, step: Step): Promise<string> {
  const answer = `${await store(step)}`
  if (!answers[step.act].includes(answer)) throw new Error('its answer is none that is known')
  return answer
}

/** An error's own words. What else hangs on it may be the command that failed, and that one has the password. */
function withoutObjects(error: unknown): Error {
  const source = error instanceof Error ? error : new Error(`${error}`)
  const { name, message, stack, ...rest } = source as Error & Record<string, unknown>
  const plain = Object.entries(rest).filter(([, value]) => typeof value !== 'object')
  return Object.assign(new Error(message), { name, stack }, Object.fromEntries(plain))
}
