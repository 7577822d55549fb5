import type { DeliveryPlan } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { paginate } from '@wxdp/fetch'
import type { Call } from '../calls/run-call.ts'
import { ProgramError } from '../errors.ts'
import { missing } from '../settings/settings.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import type { Calling } from './calls.ts'

/** The plans of the caller, page by page. */
export function pagesOf(
  call: Call,
  { caller, settings }: Calling,
  filter: brand.ListPlansInput,
): AsyncIterable<DeliveryPlan> {
  if (caller.kind === 'brand') return paginate({ call }, brand.listPlans, filter)
  return paginate({ call }, partner.listPlans, { ...filter, brand_id: brandIn({ settings }) })
}

/** The brand whose plans a service provider works on. */
export function brandIn({ settings }: Pick<Calling, 'settings'>): string {
  const brandId = settings.find('BRAND_ID')?.value
  if (brandId === undefined) throw missing('BRAND_ID', settings.language)
  return brandId
}

/** @throws {ProgramError} `WXDP_PLAN_UNKNOWN` */
export async function findPlan(call: Call, calling: Calling, planId: string): Promise<DeliveryPlan> {
  for await (const plan of pagesOf(call, calling, { plan_id: planId })) return plan
  const id = plain(planId)
  throw new ProgramError(
    'WXDP_PLAN_UNKNOWN',
    {
      en: `There is no plan ${id}. Check the id, and that the plan belongs to this brand: wxdp plans list.`,
      zh: `没有投放计划 ${id}。请检查 ID，以及该计划是否属于该品牌：wxdp plans list。`,
    }[calling.settings.language],
    { exitCode: exitCodes.no },
  )
}
