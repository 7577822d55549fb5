import { announce } from '../box/state.ts'
import { type Answer, success } from '../http/answers.ts'
import type { Fields } from '../http/body.ts'
import {
  checkFields,
  type Field,
  flag,
  inBody,
  oneOf,
  optional,
  recommendWord,
  requestNumber,
  required,
  text,
  time,
  whole,
} from '../http/field-checks.ts'
import type { IdentityKind } from '../identities/identities.ts'
import { lastDelivery, type SandboxCoupon } from '../plans/coupon.ts'
import { type PlanTerms, toDeliveryPlan } from '../plans/plan.ts'
import { checkNewTerms, checkTogether } from '../plans/plan-rules.ts'
import { brandOf } from './plan-of-caller.ts'
import { answerOnce } from './request-numbers.ts'
import type { RouteCall } from './route.ts'

const common: Readonly<Record<string, Field>> = {
  out_request_no: required(requestNumber),
  product_coupon_id: required(text(40)),
  stock_id: optional(text(40)),
  stock_bundle_id: optional(text(40)),
  usage_mode: optional(oneOf('SINGLE', 'PROGRESSIVE_BUNDLE')),
  reuse_coupon_config: required(flag),
  plan_name: optional(text(36)),
  total_count: optional(whole(10_000)),
  user_limit: optional(whole(1)),
  daily_limit: optional(whole(1)),
  delivery_start_time: optional(time),
  delivery_end_time: optional(time),
  recommend_word: optional(recommendWord),
}

const fields: Readonly<Record<IdentityKind, Readonly<Record<string, Field>>>> = {
  partner: { ...common, brand_id: required(text(32)) },
  brand: { ...common, save_as_draft: optional(flag) },
}

/** 创建投放计划, as pages 4016184554 (service provider) and 4018381114 (brand) have it. */
export function createPlan(call: RouteCall): Answer {
  const { identity, body, state } = call
  checkFields(fields[identity.kind], body, inBody)
  checkTogether(body)
  const brandId = brandOf(call, body.brand_id)
  return answerOnce(call, brandId, () => {
    const live = termsOf(body, brandId, state.coupon)
    checkNewTerms(live, state.coupon, state.now())
    const plan = state.plans.add({
      owner: identity.kind,
      live,
      plan_state: 'CREATED',
      draft: undefined,
      audit_state: body.save_as_draft === true ? 'INITIAL' : 'PROCESSING',
      returns: false,
    })
    announce(state, plan, '创建投放计划，提交审核')
    return success({ plan: toDeliveryPlan(plan) })
  })
}

// The fields are checked by now, so their types are known.
function termsOf(body: Fields, brand_id: string, coupon: SandboxCoupon): PlanTerms {
  const own = body.reuse_coupon_config === true ? reused(coupon) : (body as unknown as OwnTerms)
  return {
    plan_name: own.plan_name,
    delivery_start_time: own.delivery_start_time,
    delivery_end_time: own.delivery_end_time,
    product_coupon_id: body.product_coupon_id as string,
    usage_mode: (body.usage_mode as PlanTerms['usage_mode'] | undefined) ?? 'SINGLE',
    stock_id: body.stock_id as string | undefined,
    stock_bundle_id: body.stock_bundle_id as string | undefined,
    recommend_word: body.recommend_word as string | undefined,
    brand_id,
    total_count: own.total_count,
    user_limit: own.user_limit,
    daily_limit: own.daily_limit,
    reuse_coupon_config: body.reuse_coupon_config as boolean,
  }
}

type OwnTerms = Pick<
  PlanTerms,
  'plan_name' | 'total_count' | 'user_limit' | 'daily_limit' | 'delivery_start_time' | 'delivery_end_time'
>

function reused(coupon: SandboxCoupon): OwnTerms {
  return {
    plan_name: coupon.name,
    total_count: coupon.max_count,
    user_limit: coupon.max_count_per_user,
    daily_limit: coupon.max_count_per_day,
    delivery_start_time: coupon.available_begin_time,
    delivery_end_time: new Date(lastDelivery(coupon)).toISOString(),
  }
}
