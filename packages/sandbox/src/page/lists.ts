import type { SandboxControl } from '../box/control.ts'
import type { SandboxBatch, SandboxCoupon } from '../box/sandbox-coupon.ts'
import type { SandboxPlan, SandboxPlanPage, SandboxPlanQuery } from '../box/sandbox-plan.ts'
import type { CallbackRecord } from '../callbacks/records.ts'
import { SandboxError } from '../errors.ts'
import type { RequestRecord } from '../requests/request-record.ts'
import { type CallbackSummary, callbacksAbout, toCallbackSummary } from './callback-summary.ts'
import { listUserCoupons, type UserCouponSummaries } from './coupon-lists.ts'
import { controlQuery, type Query, slice, textOf } from './list-query.ts'

/** A request without headers and bodies. */
export interface RequestSummary
  extends Pick<RequestRecord, 'id' | 'to' | 'time' | 'method' | 'target' | 'endpoint' | 'fault'> {
  readonly signature: RequestRecord['signature']['result']
  readonly status: number | undefined
  /** WeChat Pay's code of an error. */
  readonly code: string | undefined
}

export interface CallbackPage {
  readonly total: number
  readonly callbacks: readonly CallbackSummary[]
}

export interface RequestPage {
  readonly total: number
  readonly requests: readonly RequestSummary[]
}

/** A plan, with what it gives out. */
export interface ShownPlan extends SandboxPlan {
  readonly coupon: SandboxCoupon
  /** Of a group, the first one. */
  readonly batch: SandboxBatch
  /** The newest coupons that it has given out, and how many there are. */
  readonly userCoupons: UserCouponSummaries
  /** The callbacks about it, the newest first. */
  readonly callbacks: readonly CallbackSummary[]
}

/** The newest first. */
export function listPlans(control: SandboxControl, query: Query): SandboxPlanPage {
  return control.plans(controlQuery<SandboxPlanQuery>(query, ['text', 'owner', 'planState', 'auditState']))
}

const newest = '5'

/** @throws {SandboxError} `SANDBOX_PLAN_UNKNOWN` */
export function showPlan(control: SandboxControl, id: string): ShownPlan {
  const plan = control.plan(id)
  const { owner, live } = plan
  const coupon = control.coupon(live.product_coupon_id, { owner, brand_id: live.brand_id })
  return {
    ...plan,
    coupon,
    batch: batchOf(control, coupon, live),
    userCoupons: listUserCoupons(control, { planId: id, limit: newest }),
    callbacks: callbacksAbout(control, ({ planId }) => planId === id),
  }
}

/** Neither a coupon nor a batch is ever deleted. */
function batchOf(
  control: SandboxControl,
  coupon: SandboxCoupon,
  { stock_id, stock_bundle_id }: SandboxPlan['live'],
): SandboxBatch {
  if (stock_id !== undefined) return control.batch(stock_id, coupon)
  const batches = coupon.stock_ids.map((stockId) => control.batch(stockId, coupon))
  // In the order of their rounds.
  return batches.find((each) => each.stock_bundle_info?.stock_bundle_id === stock_bundle_id) as SandboxBatch
}

/** The newest first. */
export function listCallbacks({ callbacks }: SandboxControl, query: Query): CallbackPage {
  return { total: callbacks.length, callbacks: slice(callbacks, query).map(toCallbackSummary) }
}

/** @throws {SandboxError} `SANDBOX_CALLBACK_UNKNOWN` */
export function showCallback({ callbacks }: SandboxControl, id: string): CallbackRecord {
  const record = [...callbacks].reverse().find((callback) => callback.id === id)
  if (record) return record
  throw new SandboxError('SANDBOX_CALLBACK_UNKNOWN', `The sandbox has no callback ${id}.`)
}

/** The newest first. */
export function listRequests({ requests }: SandboxControl, query: Query): RequestPage {
  return { total: requests.length, requests: slice(requests, query).map(toRequestSummary) }
}

/** @throws {SandboxError} `SANDBOX_NOT_FOUND` */
export function showRequest({ requests }: SandboxControl, id: string): RequestRecord {
  const record = [...requests].reverse().find((request) => request.id === id)
  if (record) return record
  throw new SandboxError('SANDBOX_NOT_FOUND', `The sandbox has no request ${id}.`)
}

function toRequestSummary(record: RequestRecord): RequestSummary {
  const { id, to, time, method, target, endpoint, fault, signature, response } = record
  return {
    ...{ id, to, time, method, target, endpoint, fault },
    signature: signature.result,
    status: response?.status,
    code: response && response.status >= 400 ? codeIn(response.body) : undefined,
  }
}

function codeIn(body: string): string | undefined {
  try {
    return textOf(JSON.parse(body).code)
  } catch {
    return undefined
  }
}
