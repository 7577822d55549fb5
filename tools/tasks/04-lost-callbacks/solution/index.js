import { createSigner, createVerifier } from '@wxdp/auth'
import { createClient } from '@wxdp/fetch'
import { reconcile } from '@wxdp/fetch/reconcile'

export async function findMissed(settings, { brandId, known, onChange }) {
  const { mchid, serialNo, privateKey, platformSerial, platformPublicKey, sandbox, fetch } = settings
  const client = createClient({
    signer: createSigner({ mchid, serialNo, privateKey }),
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    sandbox,
    fetch,
  })
  await reconcile({
    client,
    brandIds: [brandId],
    known,
    onChange: ({ plan_id, plan_state, audit_state }) => onChange({ plan_id, plan_state, audit_state }),
  })
}
