import { hexadecimal, type RandomBytes, randomString, randomUuid, readable } from '../http/random.ts'
import type { Identity, IdentityKind } from '../identities/identity.ts'
import { type CallbackDelivery, type DeliverCallback, deliverOnce } from './delivery.ts'
import { type NotificationContent, sealNotification } from './notification.ts'

/** Sends notifications one after the other, each as probe, notification and duplicate. */
export interface Notifier {
  /** @returns The three deliveries; none if more than 1,000 notifications are waiting already. */
  send(to: IdentityKind, url: string, content: NotificationContent): Promise<readonly CallbackDelivery[]>
  /** Sends in the background; {@link Notifier.settled} returns the deliveries. */
  enqueue(to: IdentityKind, url: string, content: NotificationContent): void
  /**
   * Waits until the queue is empty. Returns the newest 1,000 deliveries that were enqueued since the last call.
   *
   * @throws what kept a notification from being sent at all, such as a wrong APIv3 key
   */
  settled(): Promise<readonly CallbackDelivery[]>
}

export interface NotifierOptions {
  readonly identityOf: (kind: IdentityKind) => Promise<Identity>
  readonly deliver: DeliverCallback
  readonly now: () => number
  readonly randomBytes: RandomBytes
}

const maxWaiting = 1000
const maxLogged = 1000

export function createNotifier({ identityOf, deliver, now, randomBytes }: NotifierOptions): Notifier {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let log: CallbackDelivery[] = []
  /** What functions of the user's threw in the background. */
  const failures: unknown[] = []

  /** Takes what is random now: in the queue, the order would depend on how fast deliveries are. */
  function prepare(
    to: IdentityKind,
    url: string,
    content: NotificationContent,
  ): () => Promise<CallbackDelivery[]> {
    const id = randomUuid(randomBytes)
    const sealNonce = randomString(readable, { length: 12, randomBytes })
    const kinds = (['probe', 'notification', 'duplicate'] as const).map((kind) => ({
      kind,
      nonce: randomString(hexadecimal, { length: 32, randomBytes }),
    }))
    return async () => {
      const { platformKeys, apiV3Key } = await identityOf(to)
      const key = platformKeys.callbackKey()
      const body = await sealNotification(content, { apiV3Key, now: now(), id, nonce: sealNonce })
      const deliveries: CallbackDelivery[] = []
      for (const { kind, nonce } of kinds) {
        deliveries.push(await deliverOnce(kind, { url, body, key, now: now(), nonce, deliver }))
      }
      return deliveries
    }
  }

  // With a slow receiver the queue must not grow without bound. WeChat Pay does not guarantee delivery either.
  async function send(
    to: IdentityKind,
    url: string,
    content: NotificationContent,
  ): Promise<readonly CallbackDelivery[]> {
    if (waiting >= maxWaiting) return []
    const sendPrepared = prepare(to, url, content)
    waiting += 1
    const sent = last.then(sendPrepared).finally(() => {
      waiting -= 1
    })
    last = sent.catch(() => undefined)
    return sent
  }

  return {
    send,
    enqueue(to, url, content) {
      last = send(to, url, content).then(
        (deliveries) => {
          log = [...log, ...deliveries].slice(-maxLogged)
        },
        (error: unknown) => {
          failures.push(error)
        },
      )
    },
    async settled() {
      for (let seen: unknown; seen !== last; ) {
        seen = last
        await seen
      }
      const [failure] = failures.splice(0)
      if (failure !== undefined) throw failure
      const deliveries = log
      log = []
      return deliveries
    },
  }
}
