import * as v from 'valibot'
import type { SavedCallbacks } from '../callbacks/saved-callbacks.ts'
import type { CallbackOptions } from '../callbacks/traits.ts'
import type { SavedClock } from '../clock/clock.ts'
import type { SandboxCouponTerms } from '../coupons/adopt.ts'
import { describe, SandboxError } from '../errors.ts'
import type { SavedFaults } from '../faults/rules.ts'
import type { SavedCaller } from '../identities/identity.ts'
import { auditStates, planStates } from '../plans/plan.ts'
import type { SavedState } from '../plans/state.ts'
import { savedCoupons } from './saved-coupons.ts'
import { count, date, history, kind, record, time } from './saved-fields.ts'

/**
 * A sandbox as a JSON value: `sandbox.save()` makes it, the option `state` goes on from it. Only its kind and its version
 * are for you. It holds private keys and APIv3 keys of this sandbox, which are useless elsewhere.
 */
export interface SandboxState {
  readonly kind: 'wxdp sandbox'
  readonly version: 2
  readonly [part: string]: unknown
}

/** What is in it. */
export interface SavedSandbox extends State {
  readonly kind: 'wxdp sandbox'
  readonly version: 2
}

interface State {
  readonly clock: SavedClock
  readonly partner: SavedCaller
  /** Absent if the brand was not used yet. */
  readonly brand?: SavedCaller | undefined
  readonly brandId: string
  /** Of coupons that were made elsewhere. */
  readonly coupon: SandboxCouponTerms
  readonly unknownCoupons: 'adopt' | 'refuse'
  readonly authorisedBrands: readonly string[]
  /** Milliseconds. */
  readonly auditTime?: number | undefined
  readonly callbackOptions: CallbackOptions
  readonly plans: SavedState
  readonly callbacks: SavedCallbacks
  readonly faults: SavedFaults
}

const version = 2

export function toState(parts: State): SandboxState {
  // A copy: nothing that happens later reaches it.
  return JSON.parse(JSON.stringify({ kind: 'wxdp sandbox', version, ...parts }))
}

const mode = v.picklist(['publicKey', 'certificates', 'both'])
const strings = v.array(v.string())
const pem = v.pipe(v.string(), v.includes('-----BEGIN '))
const caller = v.looseObject({
  id: v.string(),
  serialNo: v.string(),
  publicKey: pem,
  privateKey: v.optional(pem),
  apiV3Key: v.string(),
  platform: v.looseObject({
    serialNo: v.string(),
    privateKey: pem,
    authorityKey: v.optional(pem),
    certificateKeys: strings,
  }),
  platformKeys: v.looseObject({
    mode,
    turn: count,
    authority: v.optional(v.looseObject({ certificate: pem, privateKey: pem })),
    certificates: v.array(v.looseObject({ certificate: pem, privateKeyPem: pem })),
    signing: count,
  }),
})
const terms = v.looseObject({
  plan_name: v.string(),
  delivery_start_time: date,
  delivery_end_time: date,
  brand_id: v.string(),
  total_count: v.number(),
})
const plan = v.looseObject({
  plan_id: v.string(),
  owner: kind,
  live: terms,
  plan_state: v.picklist(planStates),
  draft: v.optional(terms),
  audit_state: v.picklist(auditStates),
  resumesAfterAudit: v.boolean(),
})
const planned = v.array(
  v.looseObject({
    kind: v.picklist(['probe', 'notification', 'duplicate']),
    attempt: count,
    nonce: v.string(),
  }),
)
const delivery = v.looseObject({ kind: v.string(), attempt: count, time, request: record })
const notification = v.looseObject({
  number: count,
  draft: v.looseObject({
    id: v.string(),
    to: kind,
    url: v.pipe(v.string(), v.url()),
    content: v.looseObject({
      eventType: v.string(),
      originalType: v.string(),
      summary: v.string(),
      resource: record,
    }),
    time,
    nonce: v.string(),
  }),
  record: v.optional(
    v.looseObject({
      id: v.string(),
      to: kind,
      url: v.string(),
      time,
      deliveries: v.array(delivery),
      isAcknowledged: v.boolean(),
      nextTime: v.optional(time),
    }),
  ),
  delayed: v.optional(v.looseObject({ time, planned })),
  retry: v.optional(v.looseObject({ time, attempt: count })),
})
const schema = v.looseObject({
  clock: v.looseObject({ time, ahead: time, agenda: strings }),
  partner: caller,
  brand: v.optional(caller),
  brandId: v.string(),
  coupon: v.looseObject({ available_begin_time: date, available_end_time: date }),
  unknownCoupons: v.picklist(['adopt', 'refuse']),
  authorisedBrands: strings,
  auditTime: v.optional(time),
  callbackOptions: record,
  plans: v.looseObject({
    plans: v.array(v.looseObject({ value: plan, history, auditEnd: v.optional(time) })),
    coupons: savedCoupons,
    notifyUrls: v.record(kind, v.string()),
    couponNotifyUrls: v.record(kind, v.looseObject({ url: v.string(), time })),
    requestNumbers: v.array(
      v.tuple([
        v.string(),
        v.looseObject({ request: v.string(), response: v.looseObject({ status: count }) }),
      ]),
    ),
    couponNumbers: strings,
    refusals: v.array(count),
  }),
  callbacks: v.pipe(
    v.looseObject({
      notifications: v.array(notification),
      sending: v.array(v.looseObject({ number: count, planned })),
      log: v.array(delivery),
      next: count,
    }),
    v.check(({ notifications, sending }) =>
      sending.every(({ number }) => notifications.some((each) => each.number === number)),
    ),
  ),
  faults: v.looseObject({
    standing: v.array(v.looseObject({ id: v.string(), rule: record, calls: count, met: count })),
    added: count,
  }),
})

/**
 * Checks a state before anything is made from it.
 *
 * @throws {SandboxError} `SANDBOX_STATE_INVALID`, `SANDBOX_STATE_VERSION`
 */
export function readState(value: object): SavedSandbox {
  const { kind, version: found } = value as Readonly<Record<string, unknown>>
  if (kind !== 'wxdp sandbox') {
    throw invalidState('expected what sandbox.save() returned, found something else')
  }
  if (found !== version) {
    throw new SandboxError(
      'SANDBOX_STATE_VERSION',
      `state: this version of @wxdp/sandbox reads version ${version}, found ${typeof found === 'number' ? `version ${found}` : describe(found)}. Use the version of @wxdp/sandbox that saved it, or begin without it.`,
    )
  }
  const checked = v.safeParse(schema, value)
  if (checked.success) return value as SavedSandbox
  const [issue] = checked.issues
  throw invalidState(`it is damaged at ${v.getDotPath(issue)}`)
}

/** Says nothing of what is in the state: it holds keys. */
export function invalidState(what: string, options?: ErrorOptions): SandboxError {
  return new SandboxError('SANDBOX_STATE_INVALID', `state: ${what}. Begin without it.`, options)
}
