import { createPublicKey } from 'node:crypto'
import type { PlanChange } from '@wxdp/core'
import { type CallbackDelivery, createSandboxFor, type SandboxOptions } from '@wxdp/sandbox'
import { createPlatformKey, type SendingKeys } from './keys.ts'

/** What `callback send` can send: the notification, and what a receiver must tell from it. */
export type CallbackKind = 'probe' | 'forged' | 'stale' | 'notification' | 'duplicate'

/** In the order in which they are sent. */
export const callbackKinds: readonly CallbackKind[] = [
  'probe',
  'forged',
  'stale',
  'notification',
  'duplicate',
]

/** A request as WeChat Pay would send it. */
export interface SignedCallback {
  readonly kind: CallbackKind
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Milliseconds. WeChat Pay allows five minutes. */
const age = 600_000

/**
 * Signs and seals callbacks of one change with a sandbox's keys.
 *
 * @param now Milliseconds since 1970.
 */
export async function signCallbacks(
  change: PlanChange,
  kinds: readonly CallbackKind[],
  { keys, now }: { readonly keys: SendingKeys; readonly now: number },
): Promise<SignedCallback[]> {
  const [probe, notification, duplicate] = await deliveriesOf(change, keys, now)
  return Promise.all(
    kinds.map(async (kind) => {
      const deliveries = {
        probe: () => probe,
        notification: () => notification,
        duplicate: () => duplicate,
        stale: async () => (await deliveriesOf(change, keys, now - age))[1],
        forged: async () =>
          (await deliveriesOf(change, { ...keys, privateKey: await createPlatformKey() }, now))[1],
      }
      const { headers, body } = ((await deliveries[kind]()) as CallbackDelivery).request
      return { kind, headers, body }
    }),
  )
}

/** A probe, the notification and its duplicate, as a sandbox with these keys sends them. */
async function deliveriesOf(
  change: PlanChange,
  { side, apiV3Key, serialNo, privateKey }: SendingKeys,
  now: number,
): Promise<readonly CallbackDelivery[]> {
  const platform = { serialNo, privateKey }
  const own: SandboxOptions =
    side === 'brand' ? { brandApiV3Key: apiV3Key, brandPlatform: platform } : { apiV3Key, platform }
  // Nobody calls this sandbox. A caller that has a key costs less than one whose key is made.
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string
  const caller = { serialNo: '0'.repeat(40), publicKey }
  const box = await createSandboxFor(
    { merchant: { mchid: '1900000001', ...caller }, brand: { brandId: '120344', ...caller } },
    { ...own, now: () => now, deliver: async () => new Response(null, { status: 204 }) },
  )
  const content = {
    eventType: 'DELIVERY_PLAN.CHANGE',
    originalType: 'delivery_plan',
    summary: '投放计划状态变更',
    resource: change,
  }
  // Nothing is sent to this URL: the deliveries hold what would be.
  return box.control.sendNotification('https://127.0.0.1/plans', content, side)
}
