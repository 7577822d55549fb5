// Runs the worker in workerd, as Cloudflare does: keys are bindings, and a cron trigger sets the callback URL.
import { Miniflare } from 'miniflare'
import { bindings } from './bindings.ts'
import { bundleWorker, workerd } from './bundle.ts'
import { runCron } from './run-cron.ts'

const miniflare = new Miniflare({
  modules: true,
  script: await bundleWorker(workerd),
  host: '127.0.0.1',
  port: Number(process.env.PORT),
  bindings: bindings(),
  compatibilityDate: '2026-07-30',
  // The first flag alone leaves `process` and `Buffer` defined.
  compatibilityFlags: ['no_nodejs_compat', 'no_nodejs_compat_v2'],
  cf: false,
  // Without it, workerd does not say why a trigger failed.
  verbose: true,
})
await runCron(miniflare)
