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

/** Creates the function that does a job. BullMQ runs a job at least once; `PlanStore.apply` applies it only once. */
export function createWork({ plans, client, brandIds, hold }: WorkOptions): (work: Work) => Promise<unknown> {
  async function apply(id: string, change: Change): Promise<string> {
    await sleep(hold)
    const outcome = await plans.apply(id, change)
    const { plan_id, plan_state } = change
    if (outcome === 'applied') console.log(JSON.stringify({ plan_id, plan_state }))
    await sleep(hold)
    return outcome
  }
  return async (work) => {
    switch (work.kind) {
      case 'planChange':
        return apply(work.id, work.resource)
      case 'reconcile':
        // A missed change is applied in the same way as a callback.
        return reconcile({
          client,
          brandIds,
          known: plans.newest,
          onChange: async ({ plan_id, plan_state, audit_state, modify_time, known }) => {
            // Two runs that overlap find the same change and build the same id, so it is applied once.
            const id = `reconcile ${known?.modify_time} ${plan_state} ${audit_state}`
            await apply(id, { plan_id, plan_state, audit_state, modify_time })
          },
        })
      default:
        // Moves the job to the failed set at once: a retry cannot help until somebody writes a handler.
        throw new UnrecoverableError(`No handler for event type ${work.event_type}.`)
    }
  }
}
