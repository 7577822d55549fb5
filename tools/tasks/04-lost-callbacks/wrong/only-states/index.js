import { createSigner, createVerifier } from '@wxdp/auth'
import { listPlans } from '@wxdp/core/partner'
import { createClient, paginate } from '@wxdp/fetch'

export async function findMissed(settings, { brandId, known, onChange }) {
  const { mchid, serialNo, privateKey, platformSerial, platformPublicKey, sandbox, fetch } = settings
  const client = createClient({
    signer: createSigner({ mchid, serialNo, privateKey }),
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    sandbox,
    fetch,
  })
  for await (const { plan_id, plan_state } of paginate(client, listPlans, { brand_id: brandId })) {
    if (known(plan_id)?.plan_state !== plan_state) onChange({ plan_id, plan_state, audit_state: 'PASSED' })
  }
}
