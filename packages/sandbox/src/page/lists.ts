import type { SandboxControl } from '../box/control.ts'
import type { SandboxPlan, SandboxPlanPage, SandboxPlanQuery } from '../box/sandbox-plan.ts'
import type { CallbackRecord } from '../callbacks/records.ts'
import { invalidOption, SandboxError } from '../errors.ts'
import type { RequestRecord } from '../requests/request-record.ts'

/** A notification without its deliveries. */
export interface CallbackSummary
  extends Pick<CallbackRecord, 'id' | 'to' | 'url' | 'eventType' | 'time' | 'isAcknowledged' | 'nextTime'> {
  /** Of the plan that it is about. */
  readonly planId: string | undefined
  /** Its `change_reason`. */
  readonly reason: string | undefined
  readonly deliveries: number
  /** Whether a receiver accepted a probe, which it must not. */
  readonly acceptedProbe: boolean
}

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

/** A plan and the callbacks about it, the newest first. */
export interface ShownPlan extends SandboxPlan {
  readonly callbacks: readonly CallbackSummary[]
}

/** Of a URL. */
type Query = Readonly<Record<string, string>>

/** The newest first. */
export function listPlans(control: SandboxControl, query: Query): SandboxPlanPage {
  const { text, owner, planState, auditState } = query
  const given = Object.entries({ text, owner, planState, auditState }).filter(([, value]) => value)
  return control.plans({
    ...(Object.fromEntries(given) as SandboxPlanQuery),
    ...windowOf(query),
    newestFirst: true,
  })
}

/** @throws {SandboxError} `SANDBOX_PLAN_UNKNOWN` */
export function showPlan(control: SandboxControl, id: string): ShownPlan {
  return {
    ...control.plan(id),
    callbacks: control.callbacks
      .map(toCallbackSummary)
      .filter(({ planId }) => planId === id)
      .reverse(),
  }
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

interface Window {
  readonly offset: number
  readonly limit: number
}

const maxLimit = 200

/** @throws {SandboxError} `SANDBOX_OPTION_INVALID` */
function windowOf({ offset = '0', limit = '50' }: Query): Window {
  const window = { offset: Number(offset), limit: Number(limit) }
  if (!Number.isSafeInteger(window.offset) || window.offset < 0) {
    throw invalidOption('offset', { expected: 'an integer from 0', found: offset })
  }
  if (!Number.isInteger(window.limit) || window.limit < 1 || window.limit > maxLimit) {
    throw invalidOption('limit', { expected: `an integer from 1 to ${maxLimit}`, found: limit })
  }
  return window
}

/** A part of what is sorted by age, the newest first. */
function slice<Item>(items: readonly Item[], query: Query): readonly Item[] {
  const { offset, limit } = windowOf(query)
  const end = Math.max(0, items.length - offset)
  return items.slice(Math.max(0, end - limit), end).reverse()
}

function toCallbackSummary(record: CallbackRecord): CallbackSummary {
  const { id, to, url, eventType, time, isAcknowledged, nextTime, resource, deliveries } = record
  const { plan_id, change_reason } = resource as Readonly<Record<'plan_id' | 'change_reason', unknown>>
  return {
    ...{ id, to, url, eventType, time, isAcknowledged, nextTime },
    planId: textOf(plan_id),
    reason: textOf(change_reason),
    deliveries: deliveries.length,
    acceptedProbe: deliveries.some(({ kind, problem, error }) => kind === 'probe' && problem && !error),
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
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
