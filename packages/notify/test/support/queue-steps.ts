/** Where a process kills itself, in the order of a notification's way. */
export const steps = [
  /** The callback is verified, and not on the queue. */
  'verified',
  /** It is on the queue, and WeChat Pay has no response. */
  'queued',
  /** A worker has the job, and has done nothing. */
  'taken',
  /** The turn of the plan is stored, and nothing is applied. */
  'begun',
  /** The change is applied, and its end is not stored. */
  'applied',
  /** The end is stored, and the engine does not know. */
  'ended',
] as const

export type Step = (typeof steps)[number]

/** Times in milliseconds, short, so that what a killed process leaves behind is soon taken over. */
export const processOptions = {
  lease: 3_000,
  lockDuration: 2_000,
  stalledInterval: 500,
  concurrency: 8,
  job: { attempts: 20, backoff: { type: 'fixed', delay: 100 }, removeOnComplete: { age: 86_400 } },
}

/** Applies a change once, and notes every call. KEYS: ids, effects, calls. ARGV: id, time. */
export const effect = `redis.call('RPUSH', KEYS[3], ARGV[2])
if redis.call('SADD', KEYS[1], ARGV[1]) == 1 then redis.call('RPUSH', KEYS[2], ARGV[2]) end`
