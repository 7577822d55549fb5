import type { Activity } from '../clock/activity.ts'
import type { Clock } from '../clock/clock.ts'
import type { RandomBytes } from '../http/random.ts'
import type { Identity, IdentityKind } from '../identities/identity.ts'
import { type CallbackDelivery, type DeliverCallback, deliverOnce } from './delivery.ts'
import type { NotificationContent } from './notification.ts'
import { createOutgoing, type Outgoing, type Planned, planDelivery } from './outgoing.ts'
import { createPending } from './pending.ts'
import { isAcknowledged } from './problem.ts'
import { createQueue } from './queue.ts'
import { type CallbackRecord, createRecords } from './records.ts'
import { type CallbackOptions, drawTraits } from './traits.ts'
import { responseTime } from './wait.ts'

/**
 * Sends notifications one after the other, each with its probe and its duplicate, and retries those that the receiver does
 * not acknowledge.
 */
export interface Notifier {
  /** The newest 1,000 notifications, the oldest first; fewer if they had more than 10,000 deliveries in all. */
  readonly records: readonly CallbackRecord[]
  /** @returns The first deliveries; none if they are delayed, or if more than 1,000 notifications are waiting already. */
  send(to: IdentityKind, url: string, content: NotificationContent): Promise<readonly CallbackDelivery[]>
  /** Sends in the background; {@link Notifier.settled} returns the deliveries. */
  enqueue(to: IdentityKind, url: string, content: NotificationContent): void
  /** Sends a notification once more, as its next attempt; `undefined` if there is none with this id. */
  resend(id: string): Promise<readonly CallbackDelivery[]> | undefined
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
  readonly activity: Activity
  readonly randomBytes: RandomBytes
  readonly callbacks: CallbackOptions
  /** Called with the id of a notification of which something has changed. */
  readonly onChange: (id: string) => void
}

const maxWaiting = 1000
const maxLogged = 1000

export function createNotifier(options: NotifierOptions): Notifier {
  const { identityOf, deliver, clock, activity, randomBytes, callbacks, onChange } = options
  const queue = createQueue(activity)
  const records = createRecords(onChange)
  /** Those that are delayed, and those that are to be retried. */
  const [delayed, retries] = [createPending(forgetNext), createPending(forgetNext)]
  let log: readonly CallbackDelivery[] = []
  /** What functions of the user's threw in the background. */
  let failures: readonly unknown[] = []

  function forgetNext(outgoing: Outgoing): void {
    records.change(outgoing, () => ({ nextTime: undefined }))
  }

  async function deliverAll(
    outgoing: Outgoing,
    planned: readonly Planned[],
  ): Promise<readonly CallbackDelivery[]> {
    return queue.add(async (work) => {
      const { url } = outgoing
      const identity = await identityOf(outgoing.to)
      const key = identity.platformKeys.callbackKey()
      const body = await outgoing.body(identity)
      const made: CallbackDelivery[] = []
      for (const { kind, nonce, attempt } of planned) {
        const delivery = await deliverOnce(kind, {
          ...{ owner: outgoing.to, url, body, nonce, attempt, key },
          ...{ deliver, clock, activity, work },
        })
        made.push(delivery)
        records.change(outgoing, (record) => ({
          deliveries: [...record.deliveries, delivery],
          isAcknowledged: record.isAcknowledged || isAcknowledged(delivery),
        }))
      }
      retryLater(outgoing, made)
      return made
    })
  }

  /** Retries what was not acknowledged, later. */
  function retryLater(outgoing: Outgoing, made: readonly CallbackDelivery[]): void {
    const { ladder } = outgoing
    const attempt = made.reduce((latest, delivery) => Math.max(latest, delivery.attempt), 1)
    const gap = ladder[attempt - 1]
    const isDone = made.some(isAcknowledged) || records.of(outgoing)?.isAcknowledged === true
    if (isDone) retries.cancel(outgoing)
    if (isDone || gap === undefined) {
      forgetNext(outgoing)
      return
    }
    const nextTime = made.map(endOf).reduce((latest, end) => Math.max(latest, end), clock.now()) + gap
    records.change(outgoing, () => ({ nextTime }))
    const cancel = clock.at(nextTime, () => {
      retries.delete(outgoing)
      inBackground(deliverAll(outgoing, [planDelivery('notification', attempt + 1, randomBytes)]))
    })
    retries.set(outgoing, cancel)
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
    if (queue.size + delayed.size >= maxWaiting) return []
    const time = clock.now()
    const outgoing = createOutgoing({ to, url, content, time, randomBytes })
    const { id } = outgoing
    const { kinds, delay } = drawTraits(callbacks, randomBytes)
    const planned = kinds.map((kind) => planDelivery(kind, 1, randomBytes))
    const nextTime = time + delay
    const { eventType, resource } = content
    records.add(outgoing, {
      ...{ id, to, url, eventType, resource, time, nextTime },
      ...{ deliveries: [], isAcknowledged: false },
    })
    if (delay === 0) return deliverAll(outgoing, planned)
    const cancel = clock.at(nextTime, () => {
      delayed.delete(outgoing)
      inBackground(deliverAll(outgoing, planned))
    })
    delayed.set(outgoing, cancel)
    return []
  }

  return {
    get records() {
      return records.all
    },
    send,
    enqueue: (to, url, content) => inBackground(send(to, url, content)),
    resend(id) {
      const outgoing = records.find(id)
      if (!outgoing) return undefined
      const { deliveries } = records.of(outgoing) as CallbackRecord
      const next = Math.max(0, ...deliveries.map(({ attempt }) => attempt)) + 1
      return deliverAll(outgoing, [planDelivery('notification', next, randomBytes)])
    },
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
