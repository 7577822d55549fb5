// Receives the callbacks of plans and of coupons with node:http.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { planChange } from '@wxdp/core'
import { couponSent } from '@wxdp/core/coupon'
import { byKind, type HandlerSettings } from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'
import type { Coupons } from './coupons.ts'

type Keys = Pick<HandlerSettings, 'verifier' | 'apiV3Key'>

const notifications = [planChange, couponSent] as const

/** @returns the server, and the URL for `setNotifyUrl` and `setCouponNotifyUrl`. */
export async function serveCoupons(
  keys: Keys,
  { receive }: Coupons,
): Promise<{ server: Server; url: string }> {
  const handler = createNodeHandler({
    ...keys,
    notifications,
    onNotification: byKind(
      {
        planChange: ({ resource: { plan_id, plan_state } }) =>
          console.log(`   plan ${plan_id}: ${plan_state}`),
        couponSent: ({ resource }) => receive(resource),
        other: ({ event_type }) => console.warn(`No handler for event type ${event_type}.`),
      },
      notifications,
    ),
  })
  const server = createServer(handler)
  await once(server.listen(Number(process.env.PORT ?? 0), '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return { server, url: `http://127.0.0.1:${port}/wechatpay` }
}
