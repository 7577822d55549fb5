import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

const day = 86_400_000

function createInbox(store) {
  return {
    async claim(id) {
      const owner = crypto.randomUUID()
      // The lease ends by itself when this process dies.
      if ((await store.get(id)) === undefined) {
        await store.set(id, owner, 60_000)
        return {
          state: 'new',
          complete: () => store.set(id, 'done', day),
          release: () => store.removeIf(id, owner),
        }
      }
      return { state: (await store.get(id)) === 'done' ? 'done' : 'busy' }
    },
  }
}

export function createCallbackHandler(settings, { record, store }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  return createHandler({
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    apiV3Key,
    inbox: createInbox(store),
    onNotification: ({ resource }) => record(resource),
  })
}
