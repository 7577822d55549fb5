import { Redis } from 'ioredis'

const retryStrategy = (times: number): number => Math.min(times * 100, 2_000)

/**
 * A connection for receivers, which owe WeChat Pay an answer: what Redis does not take at once fails, and WeChat
 * Pay sends again. Rejects when Redis cannot be reached at the start.
 */
export async function connectOrFail(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy,
    // No commands in this process' memory: it would answer late, and lose them when it dies.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // A Redis that hangs. Claim, job and completion, one after the other, stay below the 4 s of the handler.
    commandTimeout: 1_000,
  })
  redis.on('error', logError)
  await redis.connect()
  return redis
}

/** A connection for workers, to whom nobody listens: they wait until Redis is back, however long that takes. */
export function connectAndWait(url: string): Redis {
  // BullMQ demands the null: it blocks on this Redis for jobs, and an error would end that.
  const redis = new Redis(url, { retryStrategy, maxRetriesPerRequest: null })
  redis.on('error', logError)
  return redis
}

function logError({ message }: Error): void {
  console.error(`Redis: ${message}`)
}
