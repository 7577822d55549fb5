import type { Client } from '@wxdp/fetch'
import { reconcile } from '@wxdp/fetch/reconcile'
import type { Env } from './env.ts'

/** Lists the plans of `BRAND_IDS` at WeChat Pay and applies the changes whose callbacks were lost. */
export async function catchUp(client: Client, { PLAN_STATE, BRAND_IDS }: Env): Promise<void> {
  const brandIds = BRAND_IDS?.match(/[^\s,]+/g) ?? []
  if (brandIds.length === 0) throw new Error('Set BRAND_IDS in the environment.')
  const { plans, missed, refused } = await reconcile({
    client,
    brandIds,
    known: (planId) => PLAN_STATE.getByName(planId).newest(),
    async onChange(missed) {
      // Not through the queue: a change that was lost there must not be lost again.
      await PLAN_STATE.getByName(missed.plan_id).apply(`list ${missed.modify_time}`, missed)
    },
  })
  console.log(`Checked ${plans} plans; found ${missed} missed changes.`)
  for (const { brandId, error } of refused) console.error(`Brand ${brandId} was refused: ${error.message}`)
}
