import type { DeliveryPlan } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import type { Call } from '../calls/run-call.ts'
import { ProgramError } from '../errors.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import { pagesOf } from './list.ts'
import type { Endpoints, Running } from './run.ts'

/** The list of plans, for both callers. */
export const planLists: Endpoints<object> = {
  partner: partner.listPlans,
  brand: brand.listPlans,
  ofBrand: true,
}

/**
 * Looks for a plan in the list: no call shows one plan.
 *
 * @throws {ProgramError} `WXDP_PLAN_UNKNOWN`
 */
export async function findPlan(call: Call, running: Running, planId: string): Promise<DeliveryPlan> {
  const pages = { endpoints: planLists, fields: { plan_id: planId }, running }
  for await (const plan of pagesOf<DeliveryPlan>(call, pages)) return plan
  const id = plain(planId)
  throw new ProgramError(
    'WXDP_PLAN_UNKNOWN',
    running.context.screen.say({
      en: `There is no plan ${id}. Check the id, and that the plan belongs to this brand: wxdp plans list.`,
      zh: `没有投放计划 ${id}。请检查 ID，以及该计划是否属于该品牌：wxdp plans list。`,
    }),
    { exitCode: exitCodes.no },
  )
}
