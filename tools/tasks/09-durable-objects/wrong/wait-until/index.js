import { createVerifier } from '@wxdp/auth'
import { createDurableObjectInbox } from '@wxdp/notify/durable-object'
import { createWorker } from '@wxdp/notify/worker'

export { InboxObject } from '@wxdp/notify/durable-object'

export default createWorker((env) => ({
  verifier: createVerifier({ keys: { [env.PLATFORM_SERIAL]: env.PLATFORM_PUBLIC_KEY }, sandbox: true }),
  apiV3Key: env.API_V3_KEY,
  inbox: createDurableObjectInbox({ namespace: env.INBOX }),
  onNotification: ({ resource }) => {
    void env.LEDGER.fetch('https://ledger/', { method: 'POST', body: JSON.stringify(resource) })
  },
}))
