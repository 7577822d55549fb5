import { type KnownPlanChange, type PlanChange, planChange } from '@wxdp/core'
import { requireFunctions } from '../errors.ts'
import type { NotificationSender } from './sender.ts'

/** A change whose callback did not arrive. `MissedChange` of `@wxdp/fetch/reconcile` has this form. */
export interface MissedPlanChange extends KnownPlanChange {
  readonly plan_id: string
  readonly known: KnownPlanChange | undefined
}

/**
 * Makes an `onChange` for `reconcile` of `@wxdp/fetch/reconcile`, which puts changes whose callbacks were lost on the
 * same queue. Consumers handle them as they handle callbacks, in the order of the plan; `serialNo` is empty.
 *
 * Two runs that overlap find the same change. It has the same id, so it is applied once.
 *
 * @param send From `createBullmqSender` or `createQueueSender`.
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * import { reconcile } from '@wxdp/fetch/reconcile'
 *
 * const { known } = createDurableObjectPlans({ namespace: env.PLANS })
 * const onChange = createMissedSender(createQueueSender({ queue: env.QUEUE }))
 * const { missed } = await reconcile({ client, brandIds: ['120344'], known, onChange })
 */
export function createMissedSender(send: NotificationSender): (missed: MissedPlanChange) => Promise<void> {
  requireFunctions({ send })
  return ({ plan_id, plan_state, audit_state, modify_time, known }) => {
    const resource: PlanChange = { plan_id, plan_state, audit_state, change_reason: '', modify_time }
    const id = `missed ${plan_id} ${known?.modify_time ?? ''} ${plan_state} ${audit_state}`
    const [event_type] = planChange.eventTypes
    const notification = { id, kind: planChange.kind, event_type, resource }
    const timestamp = Math.floor(Date.now() / 1000)
    return send({ ...notification, resourceText: JSON.stringify(resource) }, { serialNo: '', timestamp })
  }
}
