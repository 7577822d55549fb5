import type {
  CallbackDelivery,
  CallbackRecord,
  HistoryEntry,
  RequestRecord,
  SandboxPlan,
} from '@wxdp/sandbox'
import { z } from 'zod'
import { at } from './tool.ts'

export type Shape = z.ZodType<Record<string, unknown>>
export type View = Readonly<Record<string, unknown>>

const states = { plan_state: z.string(), audit_state: z.string() }

/** A plan as the tools show it. */
export const planShape: Shape = z.looseObject({
  plan_id: z.string(),
  ...states,
  owner: z.string(),
  plan_name: z.string(),
  possible_steps: z.array(z.string()),
  given_out: z.number(),
})

export function planView({
  plan_id,
  plan_state,
  audit_state,
  owner,
  live,
  possibleSteps,
  sent,
}: SandboxPlan): View {
  const { plan_name, brand_id, delivery_start_time, delivery_end_time } = live
  return {
    ...{ plan_id, plan_state, audit_state, owner, plan_name, brand_id },
    ...{ delivery_start_time, delivery_end_time, possible_steps: possibleSteps, given_out: sent.total },
  }
}

/** What has happened, with the states after each step: a plan has two, everything else one. */
export function historyView({
  history,
}: {
  readonly history: readonly HistoryEntry<string, string | object>[]
}): View[] {
  return history.map(({ time, step, by, after, reason }) => ({
    ...{ at: at(time), step, by },
    ...(typeof after === 'string' ? { state: after } : after),
    reason,
  }))
}

/** One delivery as the tools show it. */
export const deliveryShape: Shape = z.looseObject({
  kind: z.string(),
  attempt: z.number(),
  status: z.number().optional(),
  error: z.string().optional(),
  problem: z.string().optional(),
})

export function deliveryView({ kind, attempt, time, status, body, error, problem }: CallbackDelivery): View {
  const failure = error && `${error.code} ${error.message}`
  return { kind, attempt, at: at(time), status, error: failure, response_body: body, problem: problem?.en }
}

/** A notification as the tools show it. */
export const callbackShape: Shape = z.looseObject({
  id: z.string(),
  event_type: z.string(),
  url: z.string(),
  acknowledged: z.boolean(),
  attempts: z.number(),
  problem: z.string().optional(),
})

export function callbackView(record: CallbackRecord): View {
  const { id, to, url, eventType, resource, time, deliveries, isAcknowledged, nextTime } = record
  return {
    ...{ id, event_type: eventType, to, url, resource, at: at(time), acknowledged: isAcknowledged },
    attempts: deliveries.length,
    next_delivery_at: at(nextTime),
    problem: [...deliveries].reverse().find(({ problem }) => problem)?.problem?.en,
  }
}

/** A request as the tools show it. */
export const requestShape: Shape = z.looseObject({
  id: z.string(),
  method: z.string(),
  target: z.string(),
  status: z.number().optional(),
  signature: z.string(),
})

export function requestView({
  id,
  time,
  method,
  target,
  endpoint,
  fault,
  signature,
  response,
}: RequestRecord): View {
  return {
    ...{ id, at: at(time), method, target, endpoint, fault, status: response?.status },
    signature: signature.result,
    diagnosis: signature.diagnosis?.en,
  }
}
