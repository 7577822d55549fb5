import type { ReceivedNotification } from '@wxdp/notify'
import type { Variables } from '@wxdp-examples/shared/env'
import type { PlanState } from './plan-state.ts'

/** The bindings of wrangler.jsonc, and the secrets. */
export interface Env extends Variables {
  readonly INBOX: DurableObjectNamespace
  readonly PLAN_STATE: DurableObjectNamespace<PlanState>
  /** Carries the notifications unchanged. */
  readonly PLANS_QUEUE: Queue<ReceivedNotification>
}
