import type { Check } from '../kit/check.ts'
import { createPlans } from '../kit/plans.ts'
import { stage } from '../kit/stage.ts'

interface Change {
  readonly plan_id: string
  readonly plan_state: string
  readonly audit_state: string
}

const check: Check = async ({ findMissed }, report) => {
  const { box, settings } = await stage()
  const ids = await createPlans(box, 64)
  const modify_time = '2020-01-01T00:00:00.000+08:00'
  const created = { plan_state: 'CREATED', audit_state: 'PROCESSING', modify_time }
  const stored = new Map(ids.map((id) => [id, created]))
  const [first = '', second = '', unknown = ''] = [ids[0], ids[60], ids[63]]
  await box.control.approve(first)
  await box.control.reject(second)
  stored.delete(unknown)
  const found: Change[] = []
  const onChange = (change: Change): void => void found.push(change)
  const known = (id: string) => stored.get(id)
  await findMissed?.(settings, { brandId: box.brand.brandId, known, onChange })
  const expected = [
    { plan_id: first, plan_state: 'DELIVERING', audit_state: 'PASSED' },
    { plan_id: second, plan_state: 'CREATED', audit_state: 'REJECTED' },
    { plan_id: unknown, plan_state: 'CREATED', audit_state: 'PROCESSING' },
  ]
  const line = ({ plan_id, plan_state, audit_state }: Change): string =>
    `${plan_id} ${plan_state} ${audit_state}`
  report.same(found.map(line).sort(), expected.map(line).sort(), 'The changes that were found')
}
export default check
