import type { ReceivedNotification } from '@wxdp/notify'
import type { Variables } from '@wxdp-examples/shared/env'
import type { PlanState } from './plan-state.ts'

/** What wrangler.jsonc binds, and the secrets. */
export interface Env extends Variables {
  readonly INBOX: DurableObjectNamespace
  readonly PLAN_STATE: DurableObjectNamespace<PlanState>
  /** Carries each notification as it came. */
  readonly PLANS_QUEUE: Queue<ReceivedNotification>
}
