import { hexadecimal, type RandomBytes, randomString, randomUuid, readable } from '../http/random.ts'
import type { Identity, IdentityKind } from '../identities/identity.ts'
import type { SentDelivery } from './delivery.ts'
import { type Ladder, ladderOf } from './ladder.ts'
import { type NotificationContent, sealNotification } from './notification.ts'

/** What a notification is made of, as JSON. */
export interface Draft {
  readonly id: string
  readonly to: IdentityKind
  readonly url: string
  readonly content: NotificationContent
  /** When it was caused. Milliseconds since 1970. */
  readonly time: number
  /** With which it is sealed. */
  readonly nonce: string
}

/** A notification that is on its way. */
export interface Outgoing extends Draft {
  /** No other has it. A source of random bytes that repeats makes equal ids. */
  readonly number: number
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

export interface DraftOptions extends Omit<Draft, 'id' | 'nonce'> {
  readonly randomBytes: RandomBytes
}

/** Takes what is random now: later, the order would depend on how fast deliveries are. */
export function draftOf({ randomBytes, ...given }: DraftOptions): Draft {
  const id = randomUuid(randomBytes)
  return { ...given, id, nonce: randomString(readable, { length: 12, randomBytes }) }
}

export function createOutgoing(draft: Draft, number: number): Outgoing {
  const { id, content, time, nonce } = draft
  let sealed: Promise<string> | undefined
  return {
    ...draft,
    number,
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
