import * as v from 'valibot'
import { type DeliveryPlan, deliveryPlan } from './delivery-plan.ts'

/** What an endpoint answers whose answer is not documented: a plan, or nothing. */
export type MaybePlan =
  | {
      /** The plan (投放计划), its live data. That it comes is not documented. */
      readonly plan?: DeliveryPlan | undefined
    }
  | undefined

export const maybePlan: v.GenericSchema<unknown, MaybePlan> = /* @__PURE__ */ (() =>
  v.optional(v.looseObject({ plan: v.optional(deliveryPlan) })))()
