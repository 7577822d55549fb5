import { Redis } from 'ioredis'

const retryStrategy = (times: number): number => Math.min(times * 100, 2_000)

/**
 * Connects a receiver, which must respond to WeChat Pay in time: a command that Redis does not accept at once fails,
 * and WeChat Pay sends again. Rejects if Redis cannot be reached.
 */
export async function connectOrFail(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy,
    // Do not queue commands in memory: the response would be late, and a crash would lose them.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // For a Redis that hangs. Three commands (claim, enqueue, complete) then stay below the handler's deadline of 4 s.
    commandTimeout: 1_000,
  })
  redis.on('error', logError)
  await redis.connect()
  return redis
}

/** Connects a worker. Nobody waits for its response, so it waits for Redis as long as it takes. */
export function connectAndWait(url: string): Redis {
  // BullMQ requires null: it waits for jobs with a blocking command, which must not fail.
  const redis = new Redis(url, { retryStrategy, maxRetriesPerRequest: null })
  redis.on('error', logError)
  return redis
}

function logError({ message }: Error): void {
  console.error(`Redis: ${message}`)
}
