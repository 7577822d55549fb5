// Two workers as users deploy them: one made by createWorker, one a handler of createHandler.
import { createVerifier } from '@wxdp/auth'
import { createHandler, type HandlerSettings } from '@wxdp/notify'
import { createWorker } from '@wxdp/notify/worker'

interface Env {
  readonly API_V3_KEY: string
  readonly PLATFORM_SERIAL: string
  readonly PLATFORM_PUBLIC_KEY: string
}

const effects: string[] = []
let calls = 0

const settingsFrom = (env: Env): HandlerSettings => ({
  verifier: createVerifier({ keys: { [env.PLATFORM_SERIAL]: env.PLATFORM_PUBLIC_KEY } }),
  apiV3Key: env.API_V3_KEY,
  async onNotification({ id }) {
    // Longer than the deadline: only waitUntil keeps the isolate at work after the response.
    if (id.startsWith('slow')) await scheduler.wait(300)
    effects.push(id)
  },
  observe() {},
  deadline: 100,
})

const worker = createWorker(async (env: Env) => {
  calls += 1
  // The first call fails, as one that cannot reach a secret store does.
  if (calls === 1) throw new Error('the secret store is down')
  await scheduler.wait(20)
  const settings = settingsFrom(env)
  return {
    ...settings,
    async onNotification(notification, context) {
      const { request, env: own, context: execution } = context.host
      effects.push(`${new URL(request.url).pathname} ${own === env} ${typeof execution?.waitUntil}`)
      return settings.onNotification(notification, context)
    },
  }
})

let handler: ReturnType<typeof createHandler> | undefined

export default {
  fetch(request, env, context) {
    switch (new URL(request.url).pathname) {
      case '/calls':
        return Response.json(calls)
      case '/effects':
        return Response.json(effects)
      case '/handler':
        handler ??= createHandler(settingsFrom(env))
        return handler(request, env, context)
      default:
        return worker.fetch(request, env, context)
    }
  },
} satisfies ExportedHandler<Env>
