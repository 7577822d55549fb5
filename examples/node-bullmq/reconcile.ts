// Asks WeChat Pay for changes whose callbacks were lost, and puts them on the queue. Run it from cron.
import { reconcile } from '@wxdp/fetch/reconcile'
import { createBullmqSender, createMissedSender } from '@wxdp/notify/bullmq'
import { connection, plans } from './plans.ts'
import { queue } from './queue.ts'
import { BRAND_IDS, client } from './wechatpay.ts'

const { plans: checked, missed } = await reconcile({
  client,
  brandIds: BRAND_IDS.split(',').filter(Boolean),
  known: plans.known,
  onChange: createMissedSender(createBullmqSender({ queue })),
})
console.log(`Checked ${checked} plans; found ${missed} missed changes.`)
await queue.close()
await connection.quit()
