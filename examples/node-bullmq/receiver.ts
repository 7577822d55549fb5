// Verifies notifications, puts them on the queue and responds. Run as many receivers as you like behind one URL.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setNotifyUrl } from '@wxdp/core/partner'
import { setCouponNotifyUrl } from '@wxdp/core/partner/coupon'
import { createBullmqSender } from '@wxdp/notify/bullmq'
import { createNodeHandler } from '@wxdp/notify/node'
import { queue } from './queue.ts'
import { API_V3_KEY, client, MCHID, NOTIFY_URL, verifier } from './wechatpay.ts'

const onNotification = createBullmqSender({ queue })
const server = createServer(createNodeHandler({ verifier, apiV3Key: API_V3_KEY, onNotification }))
// Responds to the requests that it has; new ones go to another receiver.
process.once('SIGTERM', () => server.close(() => void queue.close()))
await once(server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1'), 'listening')
// The server must listen first: WeChat Pay may call back as soon as a URL is set. Coupons have a setting of their own.
await client.call(setCouponNotifyUrl, { notify_url: NOTIFY_URL })
const { notify_url } = await client.call(setNotifyUrl, { sp_mchid: MCHID, notify_url: NOTIFY_URL })
console.log(`Callback URL: ${notify_url}`)
