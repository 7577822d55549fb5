import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { callbackRequest } from '@wxdp-internal/fixtures/messages'
import { Miniflare } from 'miniflare'

/** The worker of the README of @wxdp/notify. */
export const worker = `import { createVerifier } from '@wxdp/auth'
import { createWorker } from '@wxdp/notify/worker'

interface Env {
  readonly API_V3_KEY: string
  readonly PLATFORM_SERIAL: string
  readonly PLATFORM_PUBLIC_KEY: string
}

export default createWorker((env: Env) => ({
  verifier: createVerifier({ keys: { [env.PLATFORM_SERIAL]: env.PLATFORM_PUBLIC_KEY } }),
  apiV3Key: env.API_V3_KEY,
  onNotification: async (notification) => console.log(notification.id, notification.kind),
}))
`

export const compatibilityDate = '2026-07-30'

/** Runs a bundle of it in workerd. Returns the statuses of a genuine callback and of a forged one. */
export async function statusesOf(script: string, compatibilityFlags: string[] = []): Promise<number[]> {
  const miniflare = new Miniflare({
    modules: true,
    script,
    compatibilityDate,
    compatibilityFlags,
    bindings: {
      API_V3_KEY: apiV3Key,
      PLATFORM_SERIAL: keys.platform.serialNo,
      PLATFORM_PUBLIC_KEY: keys.platform.publicKey,
    },
  })
  try {
    const { url, headers, body } = await callbackRequest()
    const init = {
      method: 'POST',
      headers: Object.fromEntries(headers),
      body: new Uint8Array(await new Response(body).arrayBuffer()),
    }
    const genuine = await miniflare.dispatchFetch(url, init)
    const forged = await miniflare.dispatchFetch(url, { ...init, body: '{}' })
    return [genuine.status, forged.status]
  } finally {
    await miniflare.dispose()
  }
}
