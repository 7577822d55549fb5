import { createSigner, createVerifier } from '@wxdp/auth'
import { isFinalState, parseDateTime } from '@wxdp/core'
import { listPlans } from '@wxdp/core/partner'
import { createClient, paginate } from '@wxdp/fetch'

const day = 86_400_000
const china = 0

export async function plansEndingThisWeek(settings, { brandId, now }) {
  const { mchid, serialNo, privateKey, platformSerial, platformPublicKey, sandbox, fetch } = settings
  const client = createClient({
    signer: createSigner({ mchid, serialNo, privateKey }),
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    sandbox,
    fetch,
  })
  // 1970 began on a Thursday.
  const days = Math.floor((now + china) / day)
  const monday = (days - ((days + 3) % 7)) * day - china
  const found = []
  for await (const plan of paginate(client, listPlans, { brand_id: brandId })) {
    const end = parseDateTime(plan.delivery_end_time) ?? Number.NaN
    if (end >= monday && end < monday + 7 * day && !isFinalState(plan.plan_state))
      found.push([end, plan.plan_id])
  }
  return found.sort(([one], [other]) => one - other).map(([, id]) => id)
}
