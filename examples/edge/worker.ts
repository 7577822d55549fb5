import { createWorker } from '@wxdp/notify/worker'
import { createApp, type Env } from '@wxdp-examples/shared'

export default {
  ...createWorker((env: Env) => createApp(env).callbacks),
  // A worker has no start-up code, so a cron trigger sets the callback URL.
  async scheduled(_event: unknown, env: Env): Promise<void> {
    console.log(`Callback URL: ${await createApp(env).setUrl()}`)
  },
}
