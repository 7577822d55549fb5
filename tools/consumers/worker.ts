import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { callbackRequest } from '@wxdp-internal/fixtures/messages'
import { Miniflare } from 'miniflare'
import { recipesOf } from './recipes.ts'

/** The worker of the page for Cloudflare. */
export const worker: string = recipesOf('platforms/cloudflare-workers').join()

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
