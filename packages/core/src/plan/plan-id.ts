import * as v from 'valibot'
import { pathId } from './fields.ts'

/**
 * Input of the endpoints that name a plan and nothing else.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184572}
 */
export interface PlanIdInput {
  /** Plan (投放计划ID), at most 40 characters. Part of the path. Required. */
  readonly plan_id: string
}

export const planIdInput: v.GenericSchema<unknown, PlanIdInput> = /* @__PURE__ */ (() =>
  v.strictObject({ plan_id: pathId }))()
