// Verifies, claims and enqueues notifications, and responds. Run as many receivers as you like behind one URL.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createNodeHandler } from '@wxdp/notify/node'
import { createRedisInbox } from '@wxdp/notify/redis'
import { createApp } from '@wxdp-examples/shared'
import { enqueue, openQueue } from './queue.ts'
import { connectOrFail } from './redis.ts'
import { readSettings } from './settings.ts'
import { stopOnSignal } from './stop.ts'

const app = createApp(process.env)
const { redisUrl, port, lease } = readSettings(process.env)
const redis = await connectOrFail(redisUrl)
const queue = openQueue(redis)
await queue.waitUntilReady()
const server = createServer(
  createNodeHandler({
    ...app.callbacks,
    inbox: createRedisInbox({ client: redis, lease }),
    onNotification: (notification) => enqueue(queue, notification),
  }),
)
stopOnSignal(async () => {
  // Responds to the requests that have arrived. New ones go to another receiver.
  const closed = once(server, 'close')
  server.close()
  await closed
  await queue.close()
  await redis.quit()
})
await once(server.listen(port, '127.0.0.1'), 'listening')
// The server must listen first: WeChat Pay may call back as soon as the URL is set.
console.log(`Callback URL: ${await app.setUrl()}`)
