// Runs a receiver and a worker with a Redis server.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { findRedis, loader, startRedis } from '@wxdp-internal/services'

// process.exit runs the exit listeners, which end a Redis server that is still starting.
let stop = (): void => process.exit(1)
process.once('SIGTERM', () => stop())

const program = await findRedis()
if (!program) throw new Error('redis-server is not on the PATH. This example needs it: install it.')
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
    // Neither is of use without the other.
    stop()
    return code ?? 1
  }),
)
await redis.stop()
process.exitCode = Math.max(...codes)
