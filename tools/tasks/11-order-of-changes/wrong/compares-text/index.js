import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

export function createPlanView(settings) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  const plans = new Map()
  const handler = createHandler({
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    apiV3Key,
    onNotification({ resource }) {
      if (!(resource.modify_time < plans.get(resource.plan_id)?.modify_time))
        plans.set(resource.plan_id, resource)
    },
  })
  return { handler, stateOf: (planId) => plans.get(planId)?.plan_state }
}
