import type { HostContext } from '@wxdp/notify'
import { type App, createApp, type Env } from '@wxdp-examples/shared'

// All requests of an isolate share one app: it keeps the imported keys and remembers handled notifications.
let shared: App | undefined
const app = (env: Env): App => (shared ??= createApp(env))

export default {
  fetch: (request: Request, env: Env, context?: HostContext): Promise<Response> =>
    app(env).handle(request, context),
  // A worker has no start-up code, so a cron trigger sets the URL.
  async scheduled(_event: unknown, env: Env): Promise<void> {
    console.log(`Callback URL: ${await app(env).setUrl()}`)
  },
}
