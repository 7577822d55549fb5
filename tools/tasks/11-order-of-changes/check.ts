import { accepts, type Check, inTime } from '../kit/check.ts'
import { stage } from '../kit/stage.ts'
import { toRequest } from '../kit/web.ts'

interface View {
  handler(request: Request): Promise<Response>
  stateOf(planId: string): unknown
}

const plan_id = '12000000000000000000000000000001'
const changes = [
  ['CREATED', '2026-11-24T10:00:00.000+08:00', 'CREATED'],
  ['PAUSED', '2026-11-24T10:00:02.000+08:00', 'PAUSED'],
  // Older than the last, and later in writing: another time zone.
  ['DELIVERING', '2026-11-24T02:00:01.000Z', 'PAUSED'],
  ['DELIVERING', '2026-11-24T10:00:02.500+08:00', 'DELIVERING'],
  // Of the same millisecond: a plan that has ended stays so.
  ['TERMINATED', '2026-11-24T11:00:00.000+08:00', 'TERMINATED'],
  ['PAUSED', '2026-11-24T11:00:00.000+08:00', 'TERMINATED'],
] as const

const check: Check = async ({ createPlanView }, report) => {
  const { settings, callback } = await stage()
  const view = (await createPlanView?.(settings)) as View
  for (const [plan_state, modify_time, expected] of changes) {
    const sent = await callback({ plan_id, plan_state, modify_time })
    const status = await inTime(view.handler(toRequest(sent)).then((response) => response.status))
    report.holds(
      accepts(status),
      `The callback of ${modify_time} is refused (HTTP ${status}): it will come again.`,
    )
    report.same(view.stateOf(plan_id), expected, `The state after ${plan_state} of ${modify_time}`)
  }
  const forged = await inTime(
    view
      .handler(toRequest(await callback({ plan_id, plan_state: 'EXPIRED' }, 'forged')))
      .then(({ status }) => status),
  )
  report.holds(!accepts(forged), 'A forged callback is accepted.')
  report.same(view.stateOf(plan_id), 'TERMINATED', 'The state after a forged callback')
}
export default check
