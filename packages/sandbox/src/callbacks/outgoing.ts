import { hexadecimal, type RandomBytes, randomString, randomUuid, readable } from '../http/random.ts'
import type { Identity, IdentityKind } from '../identities/identity.ts'
import type { SentDelivery } from './delivery.ts'
import { type Ladder, ladderOf } from './ladder.ts'
import { type NotificationContent, sealNotification } from './notification.ts'

/** A notification that is on its way. */
export interface Outgoing {
  readonly id: string
  readonly to: IdentityKind
  readonly url: string
  readonly ladder: Ladder
  /** The body. It is sealed once: every delivery sends the same. */
  body(identity: Identity): Promise<string>
}

/** One delivery that is to be made. */
export interface Planned {
  readonly kind: SentDelivery['kind']
  readonly attempt: number
  readonly nonce: string
}

export interface OutgoingOptions {
  readonly to: IdentityKind
  readonly url: string
  readonly content: NotificationContent
  /** When it was caused. Milliseconds since 1970. */
  readonly time: number
  readonly randomBytes: RandomBytes
}

/** Takes what is random now: later, the order would depend on how fast deliveries are. */
export function createOutgoing({ to, url, content, time, randomBytes }: OutgoingOptions): Outgoing {
  const id = randomUuid(randomBytes)
  const nonce = randomString(readable, { length: 12, randomBytes })
  let sealed: Promise<string> | undefined
  return {
    id,
    to,
    url,
    ladder: ladderOf(content),
    body({ apiV3Key }) {
      sealed ??= sealNotification(content, { apiV3Key, now: time, id, nonce })
      return sealed
    },
  }
}

export function planDelivery(kind: SentDelivery['kind'], attempt: number, randomBytes: RandomBytes): Planned {
  return { kind, attempt, nonce: randomString(hexadecimal, { length: 32, randomBytes }) }
}
