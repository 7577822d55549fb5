import type { ProductCoupon, UserCoupon as ReceivedUserCoupon, Stock } from '@wxdp/core/coupon'
import type { Clock } from '../clock/clock.ts'
import { createEntries, type Entries, type SavedEntry } from '../entries/entries.ts'
import type { HistoryEntry } from '../entries/history.ts'
import { decimal, type RandomBytes, randomString } from '../http/random.ts'
import { type Batch, type BatchHistoryEntry, type GivenOut, toStock } from './batch.ts'
import { type BatchStep, batchStateAfter, endOfBatch } from './batch-life.ts'
import { createCounts } from './counts.ts'
import { type Coupon, type CouponHistoryEntry, toProductCoupon } from './coupon.ts'
import {
  batchGroups,
  batchKey,
  batchName,
  countedNames,
  couponKey,
  planName,
  userCouponGroups,
  userName,
} from './names.ts'
import { keyOf, type Owned } from './owned.ts'
import type { UserCouponStep } from './states.ts'
import { createTimers } from './timers.ts'
import { toUserCoupon, type UserCouponHistoryEntry, type UserCouponRecord } from './user-coupon.ts'
import { nextUserCouponStep, stateAfter } from './user-coupon-life.ts'

/** Product coupons, their batches, and what users have of them. */
export interface Coupons {
  readonly coupons: Entries<Coupon, CouponHistoryEntry>
  readonly batches: Entries<Batch, BatchHistoryEntry>
  readonly userCoupons: Entries<UserCouponRecord, UserCouponHistoryEntry>
  /** The coupon of this caller. */
  findCoupon(owned: Owned, id: unknown): Coupon | undefined
  /** The batch of this caller. */
  findBatch(owned: Owned, id: unknown): Batch | undefined
  /** All batches of a coupon, in the order of their creation. */
  batchesOf(coupon: Coupon): readonly Batch[]
  /** The batches of a group, in the order of their rounds. */
  rounds(owned: Owned, bundleId: unknown): readonly Batch[]
  /** Takes a step with the state of a batch; `undefined` if it is not possible. */
  takeBatchStep(batch: Batch, step: BatchStep, how: How<Batch>): Batch | undefined
  /** Gives a coupon to a user. The batch is exhausted by the last one. */
  send(userCoupon: Omit<UserCouponRecord, 'coupon_code' | 'coupon_state'>, by: By): UserCouponRecord
  /** Takes a step with a user's coupon; `undefined` if it is not possible. */
  takeStep(
    userCoupon: UserCouponRecord,
    step: UserCouponStep,
    how: How<UserCouponRecord>,
  ): UserCouponRecord | undefined
  /** How many coupons of a batch were given out. */
  sentOf(batch: Batch): GivenOut
  /** How many coupons a plan has given out. Of a group, those of the first round count. */
  sentByPlan(planId: string): GivenOut
  /** How many coupons a user has of a batch, from all plans. */
  sentToUser(batch: Batch, unionid: string): number
  /** How many coupons a user has from a plan. */
  sentToUserByPlan(planId: string, unionid: string): number
  /** As calls return them. */
  readonly received: {
    readonly coupon: (coupon: Coupon) => ProductCoupon
    readonly stock: (batch: Batch) => Stock
    readonly userCoupon: (userCoupon: UserCouponRecord) => ReceivedUserCoupon
  }
  save(): SavedCoupons
  restore(saved: SavedCoupons): void
}

export type By = HistoryEntry<string, unknown>['by']

/** Who takes a step, and what it changes besides the state. */
export interface How<T> {
  readonly by: By
  readonly change?: Partial<T>
  readonly reason?: string | undefined
}

/** All of them, as JSON. */
export interface SavedCoupons {
  readonly coupons: readonly SavedEntry<Coupon, CouponHistoryEntry>[]
  readonly batches: readonly SavedEntry<Batch, BatchHistoryEntry>[]
  readonly userCoupons: readonly SavedEntry<UserCouponRecord, UserCouponHistoryEntry>[]
}

export interface CouponsOptions {
  readonly clock: Clock
  readonly randomBytes: RandomBytes
  /** Called with each one that is new or has changed. */
  readonly onCoupon: (coupon: Coupon) => void
  readonly onBatch: (batch: Batch) => void
  readonly onUserCoupon: (userCoupon: UserCouponRecord) => void
  /** Called after the state of a batch has changed. */
  readonly onBatchStep: (batch: Batch, step: BatchStep, by: By) => void
}

export function createCoupons(options: CouponsOptions): Coupons {
  const { clock, randomBytes, onCoupon, onBatch, onUserCoupon, onBatchStep } = options
  const { now } = clock
  const counts = createCounts(now)
  const timers = createTimers(clock)

  const coupons = createEntries<Coupon, CouponHistoryEntry>({
    now,
    keyOf: couponKey,
    groupsOf: ({ product_coupon_id }) => [`id ${product_coupon_id}`],
    statesOf: ({ state }) => state,
    onChange: onCoupon,
  })
  const batches = createEntries<Batch, BatchHistoryEntry>({
    now,
    keyOf: batchKey,
    groupsOf: batchGroups,
    statesOf: ({ state }) => state,
    onChange(batch) {
      schedule.batch(batch)
      onBatch(batch)
    },
  })
  const userCoupons = createEntries<UserCouponRecord, UserCouponHistoryEntry>({
    now,
    keyOf: ({ coupon_code }) => coupon_code,
    groupsOf: userCouponGroups,
    statesOf: ({ coupon_state }) => coupon_state,
    onChange(userCoupon) {
      schedule.userCoupon(userCoupon)
      onUserCoupon(userCoupon)
    },
  })

  const schedule = {
    batch(batch: Batch): void {
      const time = endOfBatch(batch)
      const run = (): void =>
        void takeBatchStep(batches.find(batchKey(batch)) as Batch, 'stop', { by: 'clock' })
      timers.set(`batch:${batchKey(batch)}`, time === undefined ? undefined : { time, run })
    },
    userCoupon(userCoupon: UserCouponRecord): void {
      const next = nextUserCouponStep(userCoupon)
      const run = (step: UserCouponStep): void => void takeStep(userCoupon, step, { by: 'clock' })
      const { coupon_code } = userCoupon
      timers.set(`user-coupon:${coupon_code}`, next && { time: next.time, run: () => run(next.step) })
    },
  }

  function takeBatchStep(
    batch: Batch,
    step: BatchStep,
    { by, change, reason }: How<Batch>,
  ): Batch | undefined {
    const state = batchStateAfter(batch, step)
    if (state === undefined) return undefined
    const changed = batches.replace({ ...batch, ...change, state }, { step, by, reason })
    onBatchStep(changed, step, by)
    return changed
  }

  function takeStep(
    userCoupon: UserCouponRecord,
    step: UserCouponStep,
    { by, change, reason }: How<UserCouponRecord>,
  ): UserCouponRecord | undefined {
    const coupon_state = stateAfter(userCoupon, step, now())
    if (coupon_state === undefined) return undefined
    return userCoupons.replace({ ...userCoupon, ...change, coupon_state }, { step, by, reason })
  }

  const sentOf = (batch: Batch): GivenOut => counts.of(batchName(batch))
  const received: Coupons['received'] = {
    coupon: toProductCoupon,
    stock: (batch) => toStock(batch, sentOf(batch)),
    userCoupon(userCoupon) {
      const { product_coupon_id, stock_id, bundle } = userCoupon
      // Neither is ever deleted.
      const coupon = coupons.find(keyOf(userCoupon, product_coupon_id)) as Coupon
      const batch = batches.find(keyOf(userCoupon, stock_id)) as Batch
      const ofBundle = bundle ? userCoupons.inGroup(`bundle ${bundle.id}`) : []
      return toUserCoupon(userCoupon, {
        coupon: toProductCoupon(coupon),
        stock: received.stock(batch),
        usedCount: ofBundle.filter(({ use }) => use).length,
      })
    },
  }
  return {
    coupons,
    batches,
    userCoupons,
    findCoupon: (owned, id) => coupons.find(keyOf(owned, String(id))),
    findBatch: (owned, id) => batches.find(keyOf(owned, String(id))),
    batchesOf: (coupon) => batches.inGroup(`coupon ${couponKey(coupon)}`),
    rounds: (owned, bundleId) => batches.inGroup(`bundle ${keyOf(owned, String(bundleId))}`),
    takeBatchStep,
    send(userCoupon, by) {
      const coupon_code = randomString(decimal, { length: 20, randomBytes })
      const sent: UserCouponRecord = { ...userCoupon, coupon_code, coupon_state: 'CONFIRMING' }
      // Before anybody is told.
      counts.add(countedNames(sent), sent.receive_time)
      userCoupons.add(sent, { step: 'send', by })
      const batch = batches.find(keyOf(sent, sent.stock_id)) as Batch
      onBatch(batch)
      if (sentOf(batch).total >= batch.terms.stock_send_rule.max_count) {
        takeBatchStep(batch, 'exhaust', { by })
      }
      return sent
    },
    takeStep,
    sentOf,
    sentByPlan: (planId) => counts.of(planName(planId)),
    sentToUser: (batch, unionid) => counts.of(userName(batchKey(batch), unionid)).total,
    sentToUserByPlan: (planId, unionid) => counts.of(userName(planId, unionid)).total,
    received,
    save: () => ({
      coupons: coupons.save(),
      batches: batches.save(),
      userCoupons: userCoupons.save(),
    }),
    restore(saved) {
      coupons.restore(saved.coupons)
      batches.restore(saved.batches)
      userCoupons.restore(saved.userCoupons)
      for (const { value } of saved.batches) schedule.batch(value)
      for (const { value } of saved.userCoupons) {
        counts.add(countedNames(value), value.receive_time)
        schedule.userCoupon(value)
      }
    },
  }
}
