import { createSigner, createVerifier } from '@wxdp/auth'
import { terminatePlan } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'

export async function terminate(settings, planId) {
  const { mchid, serialNo, privateKey, platformSerial, platformPublicKey, sandbox, fetch } = settings
  const client = createClient({
    signer: createSigner({ mchid, serialNo, privateKey }),
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    sandbox,
    fetch,
    attempts: 1,
  })
  try {
    await client.call(terminatePlan, { plan_id: planId })
    return { ok: true }
  } catch (error) {
    return { ok: false, code: error.code }
  }
}
