import { terminatePlan } from '@wxdp/core/partner'
import type { Check } from '../kit/check.ts'
import { createPlans } from '../kit/plans.ts'
import { stage } from '../kit/stage.ts'

type Outcome = { readonly ok: boolean; readonly code?: string; readonly requestId?: string }

const check: Check = async ({ terminate }, report) => {
  const { box, settings } = await stage()
  const [planId = ''] = await createPlans(box, 1)
  const call = async (id: string): Promise<Outcome | 'thrown'> => {
    try {
      return (await terminate?.(settings, id)) as Outcome
    } catch {
      return 'thrown'
    }
  }
  for (const fault of ['reset', 500, 502, 'unsigned', 'wrongSignature', 'html'] as const) {
    const { box, settings } = await stage()
    const [plan = ''] = await createPlans(box, 1)
    box.control.addFault({ fault, endpoint: terminatePlan })
    const outcome = await Promise.resolve(terminate?.(settings, plan)).catch(() => 'thrown')
    report.same(outcome, 'thrown', `The outcome of a call whose response is ${fault}`)
  }
  report.same(await call(planId), { ok: true }, 'The outcome of a call that succeeds')
  const again = await call(planId)
  const { requestId } = again as Outcome
  report.same(again, { ok: false, code: 'PARAM_ERROR', requestId }, 'The outcome of ending a plan twice')
  const last = box.control.requests.at(-1)?.response as { headers?: Record<string, string> } | undefined
  report.same(requestId, new Headers(last?.headers).get('request-id'), 'The Request-ID')
}
export default check
