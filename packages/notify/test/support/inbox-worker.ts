// A worker as a user deploys it to Cloudflare: it receives callbacks, and has one object for each id.
import { createVerifier } from '@wxdp/auth'
import type { HostContext } from '@wxdp/notify'
import { createDurableObjectInbox, type InboxNamespace, InboxObject } from '@wxdp/notify/durable-object'
import { createWorker } from '@wxdp/notify/worker'

interface State {
  readonly storage: ConstructorParameters<typeof InboxObject>[0]['storage'] & {
    list(): Promise<Map<string, unknown>>
    getAlarm(): Promise<number | null>
  }
}

/** The object, with a route that shows its storage. */
export class ObservedInboxObject extends InboxObject {
  readonly #storage: State['storage']

  constructor(state: State) {
    super(state)
    this.#storage = state.storage
  }

  override async fetch(request: Request): Promise<Response> {
    if (request.method !== 'GET') return super.fetch(request)
    return Response.json({
      entries: (await this.#storage.list()).size,
      alarm: await this.#storage.getAlarm(),
    })
  }
}

interface Env {
  readonly INBOX: InboxNamespace
  readonly API_V3_KEY: string
  readonly PLATFORM_SERIAL: string
  readonly PLATFORM_PUBLIC_KEY: string
}

const effects: string[] = []

const callbacks = createWorker((env: Env) => ({
  verifier: createVerifier({ keys: { [env.PLATFORM_SERIAL]: env.PLATFORM_PUBLIC_KEY } }),
  apiV3Key: env.API_V3_KEY,
  onNotification({ id }) {
    effects.push(id)
    if (id.startsWith('fails-once') && effects.filter((effect) => effect === id).length === 1) {
      throw new Error('the first time fails')
    }
  },
  observe() {},
  inbox: createDurableObjectInbox({ namespace: env.INBOX }),
}))

export default {
  async fetch(request: Request, env: Env, context: HostContext): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/effects') return Response.json(effects)
    if (pathname === '/object') {
      const object: unknown = env.INBOX.get(env.INBOX.idFromName(searchParams.get('name') ?? ''))
      return (object as { fetch(request: Request): Promise<Response> }).fetch(request)
    }
    return callbacks.fetch(request, env, context)
  },
}
