import type { Clock } from '../clock/clock.ts'
import { hexadecimal, type RandomBytes, randomString, randomUuid, readable } from '../http/random.ts'
import type { Identity, IdentityKind } from '../identities/identity.ts'
import { createActivity, type Work } from './activity.ts'
import {
  type CallbackDelivery,
  type DeliverCallback,
  deliverOnce,
  isAcknowledged,
  type SentDelivery,
} from './delivery.ts'
import { type Ladder, ladderOf } from './ladder.ts'
import { type NotificationContent, sealNotification } from './notification.ts'
import { createQueue } from './queue.ts'
import { responseTime } from './wait.ts'

/**
 * Sends notifications one after the other, each as probe, notification and duplicate, and retries those that the receiver
 * does not acknowledge.
 */
export interface Notifier {
  /** @returns The first three deliveries; none if more than 1,000 notifications are waiting already. */
  send(to: IdentityKind, url: string, content: NotificationContent): Promise<readonly CallbackDelivery[]>
  /** Sends in the background; {@link Notifier.settled} returns the deliveries. */
  enqueue(to: IdentityKind, url: string, content: NotificationContent): void
  /** Waits until nothing is being delivered, or the receiver waits on the clock. */
  quiet(): Promise<void>
  /**
   * Waits until the queue is empty. Returns the newest 1,000 deliveries that were made in the background since the last
   * call.
   *
   * @throws what kept a notification from being sent at all, such as a wrong APIv3 key
   */
  settled(): Promise<readonly CallbackDelivery[]>
}

export interface NotifierOptions {
  readonly identityOf: (kind: IdentityKind) => Promise<Identity>
  readonly deliver: DeliverCallback
  readonly clock: Clock
  readonly randomBytes: RandomBytes
}

/** A notification that is on its way. */
interface Outgoing {
  readonly to: IdentityKind
  readonly url: string
  readonly body: string
  readonly ladder: Ladder
}

/** One delivery of it. */
interface Planned {
  readonly attempt: number
  readonly kind: SentDelivery['kind']
  readonly nonce: string
}

const maxWaiting = 1000
const maxUnacknowledged = 1000
const maxLogged = 1000

export function createNotifier({ identityOf, deliver, clock, randomBytes }: NotifierOptions): Notifier {
  const activity = createActivity()
  const queue = createQueue(activity)
  let log: readonly CallbackDelivery[] = []
  /** What functions of the user's threw in the background. */
  let failures: readonly unknown[] = []
  /** Retries that are due later, the oldest first. */
  const retries = new Set<() => void>()

  const plan = (kind: SentDelivery['kind'], attempt: number): Planned => ({
    kind,
    attempt,
    nonce: randomString(hexadecimal, { length: 32, randomBytes }),
  })

  async function deliverAll(
    { to, url, body }: Outgoing,
    planned: readonly Planned[],
    work: Work,
  ): Promise<readonly CallbackDelivery[]> {
    const key = (await identityOf(to)).platformKeys.callbackKey()
    const deliveries: CallbackDelivery[] = []
    for (const { kind, nonce, attempt } of planned) {
      deliveries.push(
        await deliverOnce(kind, { url, body, nonce, attempt, key, deliver, clock, activity, work }),
      )
    }
    return deliveries
  }

  /** Retries what was not acknowledged, `made` attempts having been made. */
  function retryLater(outgoing: Outgoing, deliveries: readonly CallbackDelivery[], made: number): void {
    const gap = outgoing.ladder[made - 1]
    if (gap === undefined || deliveries.some(isAcknowledged)) return
    const failed = deliveries.map(endOf).reduce((latest, end) => Math.max(latest, end), clock.now())
    const cancel = clock.at(failed + gap, () => {
      retries.delete(cancel)
      const planned = [plan('notification', made + 1)]
      inBackground(
        queue.add(async (work) => {
          const retried = await deliverAll(outgoing, planned, work)
          retryLater(outgoing, retried, made + 1)
          return retried
        }),
      )
    })
    retries.add(cancel)
    const [oldest] = retries
    if (retries.size > maxUnacknowledged && oldest) {
      oldest()
      retries.delete(oldest)
    }
  }

  function inBackground(sending: Promise<readonly CallbackDelivery[]>): void {
    queue.after(
      sending.then(
        (deliveries) => {
          log = [...log, ...deliveries].slice(-maxLogged)
        },
        (error: unknown) => {
          failures = [...failures, error].slice(-maxLogged)
        },
      ),
    )
  }

  // With a slow receiver the queue must not grow without bound. WeChat Pay does not guarantee delivery either.
  async function send(
    to: IdentityKind,
    url: string,
    content: NotificationContent,
  ): Promise<readonly CallbackDelivery[]> {
    if (queue.size >= maxWaiting) return []
    // Takes what is random now: in the queue, the order would depend on how fast deliveries are.
    const id = randomUuid(randomBytes)
    const nonce = randomString(readable, { length: 12, randomBytes })
    const planned = (['probe', 'notification', 'duplicate'] as const).map((kind) => plan(kind, 1))
    return queue.add(async (work) => {
      const { apiV3Key } = await identityOf(to)
      const body = await sealNotification(content, { apiV3Key, now: clock.now(), id, nonce })
      const outgoing = { to, url, body, ladder: ladderOf(content) }
      const deliveries = await deliverAll(outgoing, planned, work)
      retryLater(outgoing, deliveries, 1)
      return deliveries
    })
  }

  return {
    send,
    enqueue: (to, url, content) => inBackground(send(to, url, content)),
    quiet: activity.quiet,
    async settled() {
      await queue.settled()
      const [failure] = failures
      failures = []
      if (failure !== undefined) throw failure
      const deliveries = log
      log = []
      return deliveries
    },
  }
}

/** When it was known that a delivery has failed, as far as its own time says. */
function endOf({ time, error }: CallbackDelivery): number {
  return error?.code === 'TIMEOUT' ? time + responseTime : time
}
