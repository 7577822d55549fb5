// Compiled with Cloudflare's types, and never run: the forms in which a worker is exported.
import { createHandler, type HandlerSettings } from '@wxdp/notify'
import { createWorker } from '@wxdp/notify/worker'

interface Env {
  readonly API_V3_KEY: string
}

declare const settings: HandlerSettings

const worker = createWorker((env: Env) => ({ ...settings, apiV3Key: env.API_V3_KEY }))
worker satisfies ExportedHandler<Env>
export const withQueue = { ...worker, async queue() {} } satisfies ExportedHandler<Env>
createWorker(settings) satisfies ExportedHandler<Env>
export const withHandler = { fetch: createHandler(() => settings) } satisfies ExportedHandler<Env>

createWorker<Env>(async (env) => ({ ...settings, apiV3Key: env.API_V3_KEY }))
createWorker((env: Env) => ({
  ...settings,
  onNotification(_notification, { host }) {
    host.env satisfies Env
    env satisfies Env
    host.request satisfies Request
    host.context?.waitUntil?.(Promise.resolve())
  },
}))
// @ts-expect-error: the environment lacks the key.
worker satisfies ExportedHandler<{ readonly OTHER: string }>
