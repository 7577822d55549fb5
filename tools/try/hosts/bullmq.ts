// Runs a receiver and a worker on a Redis of their own.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { findRedis, loader, startRedis } from '@wxdp-internal/services'

// Through process.exit, so that a Redis that is just starting is ended too.
let stop = (): void => process.exit(1)
process.once('SIGTERM', () => stop())

const program = await findRedis()
if (!program) throw new Error('This example needs redis-server on the PATH.')
const redis = await startRedis({ program })
const env = { ...process.env, REDIS_URL: redis.url }
const processes = ['receiver.ts', 'worker.ts'].map((file): ChildProcess => {
  const path = fileURLToPath(new URL(`../../../examples/node-bullmq/${file}`, import.meta.url))
  return spawn(process.execPath, [...loader, path], { env, stdio: 'inherit' })
})
stop = () => {
  for (const each of processes) each.kill('SIGTERM')
}
process.once('exit', stop)
const codes = await Promise.all(
  processes.map(async (each) => {
    const [code] = await once(each, 'exit')
    // One without the other is of no use.
    stop()
    return code ?? 1
  }),
)
await redis.stop()
process.exitCode = Math.max(...codes)
