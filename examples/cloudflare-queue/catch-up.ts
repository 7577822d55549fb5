import type { Client } from '@wxdp/fetch'
import { reconcile } from '@wxdp/fetch/reconcile'
import type { Env } from './env.ts'

/** Asks WeChat Pay for the plans of `BRAND_IDS`, and takes in what no callback told. */
export async function catchUp(client: Client, { PLAN_STATE, BRAND_IDS }: Env): Promise<void> {
  const brandIds = BRAND_IDS?.match(/[^\s,]+/g) ?? []
  if (brandIds.length === 0) throw new Error('Set BRAND_IDS in the environment.')
  const { plans, missed, refused } = await reconcile({
    client,
    brandIds,
    known: (planId) => PLAN_STATE.getByName(planId).known(),
    async onChange(missed) {
      // Not through the queue: what was lost on that way must not be lost on it again.
      await PLAN_STATE.getByName(missed.plan_id).apply(`list ${missed.modify_time}`, missed)
    },
  })
  console.log(`Looked at ${plans} plans; ${missed} changes had been missed.`)
  for (const { brandId, error } of refused) console.error(`Brand ${brandId} was refused: ${error.message}`)
}
