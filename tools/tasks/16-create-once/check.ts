import { createPlan } from '@wxdp/core/partner'
import type { Check } from '../kit/check.ts'
import { stage } from '../kit/stage.ts'

const check: Check = async ({ createPlanFor }, report) => {
  const { box, settings } = await stage()
  const { brandId } = box.brand
  const order = (id: string) => ({ id, brandId, couponId: '1000000013', stockId: '1000000013001' })
  // The plan is created, and the response is lost.
  box.control.addFault({ fault: 'reset', endpoint: createPlan, nth: 1 })
  const first = await createPlanFor?.(settings, order('7'))
  report.same(box.control.plans().total, 1, 'Plans after a lost response')
  report.same(await createPlanFor?.(settings, order('7')), first, 'The plan of the same order again')
  report.same(box.control.plans().total, 1, 'Plans after the same order again')
  const other = await createPlanFor?.(settings, order('8'))
  report.holds(other !== first, 'Two orders share one plan.')
  report.same(box.control.plans().total, 2, 'Plans of two orders')
  report.same(box.control.plans().plans[0]?.plan_id, first, 'The id that is returned')
}
export default check
