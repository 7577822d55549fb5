// A callback is verified and put on a queue; a consumer handles it. A cron trigger sets the callback URLs, and finds what
// lost callbacks would have said.
import { createSigner, createVerifier } from '@wxdp/auth'
import { planChange } from '@wxdp/core'
import { couponSent } from '@wxdp/core/coupon'
import { setNotifyUrl } from '@wxdp/core/partner'
import { setCouponNotifyUrl } from '@wxdp/core/partner/coupon'
import { createClient } from '@wxdp/fetch'
import { reconcile } from '@wxdp/fetch/reconcile'
import { byKind, NotifyError } from '@wxdp/notify'
import {
  createDurableObjectPlans,
  createMissedSender,
  createQueueConsumer,
  createQueueSender,
} from '@wxdp/notify/cloudflare-queue'
import { createWorker } from '@wxdp/notify/worker'
import { createCoupons } from './coupons.ts'
import { type Env, requireVariables } from './env.ts'

export { PlanObject } from '@wxdp/notify/cloudflare-queue'

const notifications = [planChange, couponSent] as const

const verifierOf = ({ PLATFORM_SERIAL, PLATFORM_PUBLIC_KEY, WECHATPAY_HOST }: Env) =>
  createVerifier({ keys: { [PLATFORM_SERIAL]: PLATFORM_PUBLIC_KEY }, sandbox: WECHATPAY_HOST !== undefined })

const clientOf = (env: Env) => {
  const { MCHID, SERIAL_NO, PRIVATE_KEY, WECHATPAY_HOST } = requireVariables(env)
  return createClient({
    signer: createSigner({ mchid: MCHID, serialNo: SERIAL_NO, privateKey: PRIVATE_KEY }),
    verifier: verifierOf(env),
    ...(WECHATPAY_HOST && { hosts: [WECHATPAY_HOST], sandbox: true }),
  })
}

const callbacks = createWorker((env: Env) => ({
  verifier: verifierOf(requireVariables(env)),
  apiV3Key: env.API_V3_KEY,
  notifications,
  onNotification: createQueueSender({ queue: env.QUEUE }),
}))

const queue = createQueueConsumer((env: Env) => {
  const { receive } = createCoupons(clientOf(env), env.DB)
  return {
    plans: createDurableObjectPlans({ namespace: env.PLANS }),
    deadLetters: env.DEAD_LETTERS,
    deadLetterQueue: 'wxdp-plans-dead',
    attempts: 12,
    notifications,
    onNotification: byKind(
      {
        // Put your own code here. Write the notification's `id` in the same transaction, so that it has its effect once.
        planChange({ resource: { plan_id, plan_state } }) {
          console.log(JSON.stringify({ plan_id, plan_state }))
        },
        couponSent: ({ resource }) => receive(resource),
        other({ event_type }) {
          throw new NotifyError('NOTIFY_QUEUE_REJECTED', `Nothing handles ${event_type}.`)
        },
      },
      notifications,
    ),
    observe({ outcome, id, error }) {
      console.log(JSON.stringify({ outcome, id }))
      if (error) console.error(error)
    },
  }
})

async function scheduled(_event: unknown, env: Env): Promise<void> {
  const client = clientOf(env)
  const { MCHID, NOTIFY_URL, BRAND_IDS = '' } = env
  // Coupons have a setting of their own; both may have the same URL.
  await client.call(setCouponNotifyUrl, { notify_url: NOTIFY_URL })
  const { notify_url } = await client.call(setNotifyUrl, { sp_mchid: MCHID, notify_url: NOTIFY_URL })
  console.log(`Callback URL: ${notify_url}`)
  const { plans, missed } = await reconcile({
    client,
    brandIds: BRAND_IDS.split(',').filter(Boolean),
    known: createDurableObjectPlans({ namespace: env.PLANS }).known,
    onChange: createMissedSender(createQueueSender({ queue: env.QUEUE })),
  })
  console.log(`Checked ${plans} plans; found ${missed} missed changes.`)
  const { users, unconfirmed } = await createCoupons(client, env.DB).reconcile()
  console.log(`Listed ${users} users; found ${unconfirmed} unconfirmed coupons.`)
}

export default { ...callbacks, queue, scheduled } satisfies ExportedHandler<Env>
