import type { HostContext } from '@wxdp/notify'
import { type App, createApp, type Env } from '@wxdp-examples/shared'

// One for all requests of an isolate: it keeps the imported keys and knows what was handled.
let made: App | undefined
const app = (env: Env): App => (made ??= createApp(env))

export default {
  fetch: (request: Request, env: Env, context?: HostContext): Promise<Response> =>
    app(env).handle(request, context),
  // A worker has no moment at which it starts, so a cron trigger sets the URL.
  async scheduled(_event: unknown, env: Env): Promise<void> {
    console.log(`Callback URL: ${await app(env).setUrl()}`)
  },
}
