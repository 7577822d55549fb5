// Puts a dead letter back on the queue: npm run replay -- ID. Without an ID, lists the dead letters.
import { replayBullmqJob } from '@wxdp/notify/bullmq'
import { queue } from './queue.ts'

const [id] = process.argv.slice(2)
if (id === undefined) {
  for (const { data, failedReason } of await queue.getFailed()) console.log(data.id, failedReason)
} else await replayBullmqJob({ queue, id })
await queue.close()
