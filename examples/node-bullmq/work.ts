import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@wxdp/fetch'
import { reconcile } from '@wxdp/fetch/reconcile'
import { UnrecoverableError } from 'bullmq'
import type { Change, PlanStore } from './plan-store.ts'
import type { Work } from './queue.ts'

export interface WorkOptions {
  readonly plans: PlanStore
  readonly client: Client
  readonly brandIds: readonly string[]
  readonly hold: number
}

/** Does one job. BullMQ runs it at least once; what must happen once is in `PlanStore.apply`. */
export function createWork({ plans, client, brandIds, hold }: WorkOptions): (work: Work) => Promise<unknown> {
  async function takeIn(id: string, change: Change): Promise<string> {
    await sleep(hold)
    const outcome = await plans.apply(id, change)
    const { plan_id, plan_state } = change
    if (outcome === 'stored') console.log(JSON.stringify({ plan_id, plan_state }))
    await sleep(hold)
    return outcome
  }
  return async (work) => {
    switch (work.kind) {
      case 'planChange':
        return takeIn(work.id, work.resource)
      case 'reconcile':
        // What a lost callback would have said takes the same way as a callback.
        return reconcile({
          client,
          brandIds,
          known: plans.newest,
          onChange: async ({ plan_id, plan_state, audit_state, modify_time, known }) => {
            // Two runs that overlap find the same difference to what is known: one id, one effect.
            const id = `reconcile ${known?.modify_time} ${plan_state} ${audit_state}`
            await takeIn(id, { plan_id, plan_state, audit_state, modify_time })
          },
        })
      default:
        // To the failed set at once: no attempt helps until somebody has written the code.
        throw new UnrecoverableError(`Nothing here handles ${work.event_type}.`)
    }
  }
}
