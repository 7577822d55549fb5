import { checkFields, type FieldRules, inPlanBody, optional, required } from '../http/fields.ts'
import { type ResponseContent, success } from '../http/responses.ts'
import { toChinaTime } from '../http/times.ts'
import { boolean, nonEmptyString, oneOf, time } from '../http/value-checks.ts'
import type { IdentityKind } from '../identities/identity.ts'
import { requireBatch } from '../plans/find-batch.ts'
import { type PlanTerms, toDeliveryPlan } from '../plans/plan.ts'
import { latestDeliveryEnd, type PlanBatch, planBatchOf } from '../plans/plan-batch.ts'
import { changeableFields, requestNumber } from '../plans/plan-fields.ts'
import { checkDependentFields, checkNewTerms } from '../plans/plan-rules.ts'
import { enqueueChange } from '../plans/take-step.ts'
import { requireBrand } from './plan-access.ts'
import { respondOnce } from './request-numbers.ts'
import type { EndpointCall } from './route.ts'

const commonFields: FieldRules = {
  out_request_no: required(requestNumber),
  product_coupon_id: required(nonEmptyString(40)),
  stock_id: optional(nonEmptyString(40)),
  stock_bundle_id: optional(nonEmptyString(40)),
  usage_mode: optional(oneOf('SINGLE', 'PROGRESSIVE_BUNDLE')),
  reuse_coupon_config: required(boolean),
  delivery_start_time: optional(time, 268582533),
  ...changeableFields,
}

const fields: Readonly<Record<IdentityKind, FieldRules>> = {
  partner: { ...commonFields, brand_id: required(nonEmptyString(32), 268582532) },
  brand: { ...commonFields, save_as_draft: optional(boolean) },
}

const event = { step: 'create', by: 'request', reason: '创建投放计划，提交审核' } as const

/** 创建投放计划, pages 4016184554 (service provider) and 4018381114 (brand). */
export function createPlan(call: EndpointCall): ResponseContent {
  const { identity, body, state } = call
  checkFields(fields[identity.kind], body, inPlanBody)
  checkDependentFields(body)
  const brandId = requireBrand(call, body.brand_id)
  return respondOnce(call, brandId, () => {
    const owned = { owner: identity.kind, brand_id: brandId }
    // The fields have been checked, so their types are known.
    const terms = body as unknown as PlanTerms
    const { coupon, batch } = requireBatch(state, owned, terms)
    const planBatch = planBatchOf(coupon, batch, state.coupons.sentOf(batch).total)
    const live = termsOf(terms, brandId, planBatch)
    checkNewTerms(live, planBatch, state.now())
    const plan = state.plans.add(
      {
        owner: identity.kind,
        live,
        plan_state: 'CREATED',
        draft: undefined,
        audit_state: body.save_as_draft === true ? 'INITIAL' : 'PROCESSING',
        resumesAfterAudit: false,
      },
      event,
    )
    enqueueChange(state, plan, event.reason)
    return success({ plan: toDeliveryPlan(plan) })
  })
}

function termsOf(checked: PlanTerms, brand_id: string, batch: PlanBatch): PlanTerms {
  const own = checked.reuse_coupon_config ? batchTerms(batch) : checked
  return {
    plan_name: own.plan_name,
    delivery_start_time: own.delivery_start_time,
    delivery_end_time: own.delivery_end_time,
    product_coupon_id: checked.product_coupon_id,
    usage_mode: checked.usage_mode ?? 'SINGLE',
    stock_id: checked.stock_id,
    stock_bundle_id: checked.stock_bundle_id,
    recommend_word: checked.recommend_word,
    brand_id,
    total_count: own.total_count,
    user_limit: own.user_limit,
    daily_limit: own.daily_limit,
    reuse_coupon_config: checked.reuse_coupon_config,
  }
}

type OwnTerms = Pick<
  PlanTerms,
  'plan_name' | 'total_count' | 'user_limit' | 'daily_limit' | 'delivery_start_time' | 'delivery_end_time'
>

function batchTerms(batch: PlanBatch): OwnTerms {
  return {
    plan_name: batch.name,
    total_count: batch.max_count,
    user_limit: batch.max_count_per_user,
    daily_limit: batch.max_count_per_day,
    delivery_start_time: batch.available_begin_time,
    delivery_end_time: toChinaTime(latestDeliveryEnd(batch)),
  }
}
