import { createSigner, createVerifier } from '@wxdp/auth'
import { listPlans } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'

export async function findMissed(settings, { brandId, known, onChange }) {
  const { mchid, serialNo, privateKey, platformSerial, platformPublicKey, sandbox, fetch } = settings
  const client = createClient({
    signer: createSigner({ mchid, serialNo, privateKey }),
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    sandbox,
    fetch,
  })
  const { plan_list = [] } = await client.call(listPlans, { brand_id: brandId })
  for (const { plan_id, plan_state } of plan_list) {
    if (known(plan_id)?.plan_state !== plan_state) onChange({ plan_id, plan_state })
  }
}
