import type { IdentityKind } from '../identities/identity.ts'
import type { CallbackDelivery } from './delivery.ts'
import type { Outgoing } from './outgoing.ts'

/** A notification, and all that has become of it. */
export interface CallbackRecord {
  /** The notification's id. */
  readonly id: string
  readonly to: IdentityKind
  readonly url: string
  readonly eventType: string
  /** The opened content of the sealed resource. */
  readonly resource: object
  /** When it was caused, on the sandbox's clock. Milliseconds since 1970. */
  readonly time: number
  /** Each delivery with its response, in order. */
  readonly deliveries: readonly CallbackDelivery[]
  /** Whether the receiver has accepted it. */
  readonly isAcknowledged: boolean
  /** When it is sent next; absent if it is not. */
  readonly nextTime?: number | undefined
}

/** The newest notifications, the oldest first. */
export interface Records {
  readonly all: readonly CallbackRecord[]
  readonly outgoing: readonly Outgoing[]
  of(outgoing: Outgoing): CallbackRecord | undefined
  /** The newest one with this id. A source of random bytes that repeats makes equal ids. */
  find(id: string): Outgoing | undefined
  add(outgoing: Outgoing, record: CallbackRecord): void
  /** Changes a record, unless it is forgotten. */
  change(outgoing: Outgoing, changes: (record: CallbackRecord) => Partial<CallbackRecord>): void
}

const maxRecords = 1000
const maxDeliveries = 10_000

/** @param onChange Called with the id of each notification that is new or has changed. */
export function createRecords(onChange: (id: string) => void = () => undefined): Records {
  const records = new Map<Outgoing, CallbackRecord>()
  let deliveries = 0
  const isFull = (): boolean => records.size > maxRecords || deliveries > maxDeliveries
  function put(outgoing: Outgoing, record: CallbackRecord): void {
    deliveries += record.deliveries.length - (records.get(outgoing)?.deliveries.length ?? 0)
    records.set(outgoing, record)
    for (const [oldest, { deliveries: its }] of records) {
      if (!isFull()) break
      records.delete(oldest)
      deliveries -= its.length
    }
    onChange(record.id)
  }
  return {
    get all() {
      return [...records.values()]
    },
    get outgoing() {
      return [...records.keys()]
    },
    of: (outgoing) => records.get(outgoing),
    find: (id) => [...records.keys()].reverse().find((outgoing) => outgoing.id === id),
    add: put,
    change(outgoing, changes) {
      const record = records.get(outgoing)
      if (record) put(outgoing, { ...record, ...changes(record) })
    },
  }
}
