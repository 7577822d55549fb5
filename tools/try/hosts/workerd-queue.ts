// Runs the worker with its queue and its Durable Objects in workerd. Its cron trigger sets the callback URL.
import { startWorkerd } from '@wxdp-examples/cloudflare-queue/workerd'
import { bindings } from './bindings.ts'
import { runCron } from './run-cron.ts'

const miniflare = await startWorkerd({ bindings: bindings(), port: Number(process.env.PORT) })
await runCron(miniflare)
