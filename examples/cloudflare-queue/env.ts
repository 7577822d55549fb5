import type { QueuedNotification } from '@wxdp/notify/cloudflare-queue'

const required = [
  ...(['MCHID', 'SERIAL_NO', 'PRIVATE_KEY', 'API_V3_KEY'] as const),
  ...(['PLATFORM_SERIAL', 'PLATFORM_PUBLIC_KEY', 'NOTIFY_URL'] as const),
]

/** The bindings of wrangler.jsonc, and the secrets. */
export interface Env extends Readonly<Record<(typeof required)[number], string>> {
  readonly BRAND_IDS?: string
  /** Origin of a sandbox to use instead of WeChat Pay. */
  readonly WECHATPAY_HOST?: string
  readonly QUEUE: Queue<QueuedNotification>
  readonly PLANS: DurableObjectNamespace
  readonly DEAD_LETTERS: KVNamespace
  readonly DB: D1Database
}

/** @throws {Error} that names every missing secret */
export function requireVariables(env: Env): Env {
  const missing = required.filter((name) => !env[name])
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} in the environment.`)
  return env
}
