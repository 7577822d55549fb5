import { createVerifier } from '@wxdp/auth'
import { isStaleChange } from '@wxdp/core'
import { createHandler } from '@wxdp/notify'

export function createPlanView(settings) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  const plans = new Map()
  const handler = createHandler({
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    apiV3Key,
    onNotification({ resource }) {
      if (isStaleChange(resource, plans.get(resource.plan_id))) throw new Error('overtaken')
      plans.set(resource.plan_id, resource)
    },
  })
  return { handler, stateOf: (planId) => plans.get(planId)?.plan_state }
}
