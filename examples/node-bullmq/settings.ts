/** How this example is set, beside what all examples read. Times are milliseconds. */
export interface Settings {
  /** The Redis that receivers and workers share. */
  readonly redisUrl: string
  /** Where a receiver listens. */
  readonly port: number
  /** How long a receiver that died keeps a notification to itself. */
  readonly lease: number
  /** How many jobs a worker has in work at once. */
  readonly concurrency: number
  /** How long a worker that died keeps a job to itself. One that lives renews its lock in time. */
  readonly lock: number
  /** How often workers look for jobs of workers that died. */
  readonly stalledInterval: number
  /** Brands whose plans are looked at for lost callbacks; with none, nobody looks. */
  readonly brandIds: readonly string[]
  /** How often that is done. */
  readonly reconcileEvery: number
  /** Keeps a job so long before and after its effect, to try what a crash in between does. */
  readonly hold: number
}

type Env = Readonly<Record<string, string | undefined>>

export function readSettings(env: Env): Settings {
  const number = (name: string, preset: number): number => {
    const value = Number(env[name] || preset)
    if (Number.isSafeInteger(value) && value >= 0) return value
    throw new Error(`${name} must be a whole number; found "${env[name]}".`)
  }
  return {
    redisUrl: env.REDIS_URL || 'redis://127.0.0.1:6379',
    port: number('PORT', 8080),
    lease: number('LEASE_MS', 10_000),
    concurrency: number('CONCURRENCY', 10),
    lock: number('LOCK_MS', 30_000),
    stalledInterval: number('STALLED_MS', 15_000),
    brandIds: (env.BRAND_IDS ?? '').split(',').filter(Boolean),
    reconcileEvery: number('RECONCILE_MS', 600_000),
    hold: number('HOLD_MS', 0),
  }
}
