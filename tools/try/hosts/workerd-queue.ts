// Runs the worker with its queue, its objects and its namespace in workerd. Its cron trigger sets the callback URL.
import { bindings } from './bindings.ts'
import { startQueueWorker } from './queue-worker.ts'
import { runCron } from './run-cron.ts'

await runCron(await startQueueWorker({ bindings: bindings(), port: Number(process.env.PORT) }))
