import type { IdentityKind, PlatformKeys } from '../identities/identities.ts'
import {
  type CallbackDelivery,
  type DeliverCallback,
  deliverOnce,
  envelope,
  type NotificationContent,
} from './callbacks.ts'

/** Sends callbacks one after the other, each as probe, notification and duplicate. */
export interface Notifier {
  /** @returns The three deliveries; none where more than 1,000 messages wait already. */
  send(to: IdentityKind, url: string, message: NotificationContent): Promise<readonly CallbackDelivery[]>
  /** Sends without anybody waiting; {@link Notifier.settled} hands the deliveries over. */
  enqueue(to: IdentityKind, url: string, message: NotificationContent): void
  /** When nothing waits any more: the deliveries that were enqueued since it was last asked, the newest 1,000. */
  settled(): Promise<readonly CallbackDelivery[]>
}

export interface NotifierOptions {
  readonly keysOf: (kind: IdentityKind) => PlatformKeys | Promise<PlatformKeys>
  readonly deliver: DeliverCallback
  readonly now: () => number
}

const most = 1000

export function createNotifier({ keysOf, deliver, now }: NotifierOptions): Notifier {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let log: CallbackDelivery[] = []

  async function sendNow(
    to: IdentityKind,
    url: string,
    message: NotificationContent,
  ): Promise<CallbackDelivery[]> {
    const keys = await keysOf(to)
    const body = await envelope(message, keys.apiV3Key, now())
    const deliveries: CallbackDelivery[] = []
    for (const kind of ['probe', 'notification', 'duplicate'] as const) {
      deliveries.push(await deliverOnce(kind, url, body, keys, now(), deliver))
    }
    return deliveries
  }

  // A slow receiver must not make the line endless: what comes on top is lost, as WeChat Pay promises no delivery.
  async function send(
    to: IdentityKind,
    url: string,
    message: NotificationContent,
  ): Promise<readonly CallbackDelivery[]> {
    if (waiting >= most) return []
    waiting += 1
    const sent = last
      .then(() => sendNow(to, url, message))
      .finally(() => {
        waiting -= 1
      })
    last = sent.catch(() => undefined)
    return sent
  }

  return {
    send,
    enqueue(to, url, message) {
      const logged = send(to, url, message).then((deliveries) => {
        log = [...log, ...deliveries].slice(-most)
      })
      last = logged.catch(() => undefined)
    },
    async settled() {
      for (let seen: unknown; seen !== last; ) {
        seen = last
        await seen
      }
      const deliveries = log
      log = []
      return deliveries
    },
  }
}
