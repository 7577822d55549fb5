import { createWorker } from '@wxdp/notify/worker'
import { createApp, type Variables } from '@wxdp-examples/shared'

export default {
  ...createWorker((env: Variables) => createApp(env).callbacks),
  // A worker has no start-up code, so a cron trigger sets the callback URL.
  async scheduled(_event: unknown, env: Variables): Promise<void> {
    console.log(`Callback URL: ${await createApp(env).setUrl()}`)
  },
}
