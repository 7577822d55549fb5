import type { Activity } from '../clock/activity.ts'
import type { Clock } from '../clock/clock.ts'
import type { RandomBytes } from '../http/random.ts'
import type { Identity, IdentityKind } from '../identities/identity.ts'
import { type CallbackDelivery, type DeliverCallback, deliverOnce } from './delivery.ts'
import type { NotificationContent } from './notification.ts'
import { createOutgoing, type Draft, draftOf, type Outgoing, type Planned, planDelivery } from './outgoing.ts'
import { createPending } from './pending.ts'
import { isAcknowledged } from './problem.ts'
import { createQueue } from './queue.ts'
import { type CallbackRecord, createRecords } from './records.ts'
import type { DelayedDue, RetryDue, SavedCallbacks, SavedNotification } from './saved-callbacks.ts'
import { type CallbackOptions, drawTraits } from './traits.ts'
import { responseTime } from './wait.ts'

/**
 * Sends notifications one after the other, or some at a time, each with its probe and its duplicate, and retries those that
 * the receiver does not acknowledge.
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
  /** What was sent, and what is going to be. What is being sent counts as not sent. */
  save(): SavedCallbacks
  /** Goes on from there. */
  restore(saved: SavedCallbacks): void
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
  const queue = createQueue(activity, callbacks.parallel ?? 1)
  const records = createRecords(onChange)
  /** Those that are delayed, and those that are to be retried. */
  const delayed = createPending<DelayedDue>(forgetNext)
  const retries = createPending<RetryDue>(forgetNext)
  /** What the queue has: those that are left of each task. */
  const sending = new Set<{ readonly outgoing: Outgoing; planned: readonly Planned[] }>()
  let next = 0
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
    const task = { outgoing, planned }
    sending.add(task)
    const running = queue.add(async (work) => {
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
        task.planned = planned.slice(made.length)
        records.change(outgoing, (record) => ({
          deliveries: [...record.deliveries, delivery],
          isAcknowledged: record.isAcknowledged || isAcknowledged(delivery),
        }))
      }
      retryLater(outgoing, made)
      return made
    })
    return running.finally(() => sending.delete(task))
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
    scheduleRetry(outgoing, { time: nextTime, attempt: attempt + 1 })
  }

  function scheduleRetry(outgoing: Outgoing, due: RetryDue): void {
    const run = (): void => {
      retries.delete(outgoing)
      inBackground(deliverAll(outgoing, [planDelivery('notification', due.attempt, randomBytes)]))
    }
    retries.set(outgoing, due, clock.at(due.time, run, `retry:${outgoing.number}`))
  }

  function scheduleFirst(outgoing: Outgoing, due: DelayedDue): void {
    const run = (): void => {
      delayed.delete(outgoing)
      inBackground(deliverAll(outgoing, due.planned))
    }
    delayed.set(outgoing, due, clock.at(due.time, run, `first:${outgoing.number}`))
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
    const outgoing = createOutgoing(draftOf({ to, url, content, time, randomBytes }), next)
    next += 1
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
    scheduleFirst(outgoing, { time: nextTime, planned })
    return []
  }

  function restoreOne({ number, draft, record, delayed: first, retry }: SavedNotification): Outgoing {
    const outgoing = createOutgoing(draft, number)
    if (record) records.add(outgoing, record)
    if (first) scheduleFirst(outgoing, first)
    if (retry) scheduleRetry(outgoing, retry)
    return outgoing
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
    save() {
      const all = new Set([
        ...records.outgoing,
        ...delayed.all,
        ...retries.all,
        ...[...sending].map(({ outgoing }) => outgoing),
      ])
      return {
        notifications: [...all].map((outgoing) => ({
          number: outgoing.number,
          draft: draftIn(outgoing),
          record: records.of(outgoing),
          delayed: delayed.of(outgoing),
          retry: retries.of(outgoing),
        })),
        sending: [...sending].map(({ outgoing, planned }) => ({ number: outgoing.number, planned })),
        log,
        next,
      }
    },
    restore(saved) {
      const all = new Map(saved.notifications.map((each) => [each.number, restoreOne(each)]))
      for (const { number, planned } of saved.sending) {
        inBackground(deliverAll(all.get(number) as Outgoing, planned))
      }
      log = saved.log
      next = saved.next
    },
  }
}

function draftIn({ id, to, url, content, time, nonce }: Outgoing): Draft {
  return { id, to, url, content, time, nonce }
}

/** When it was known that a delivery has failed, as far as its own time says. */
function endOf({ time, error }: CallbackDelivery): number {
  return error?.code === 'TIMEOUT' ? time + responseTime : time
}
