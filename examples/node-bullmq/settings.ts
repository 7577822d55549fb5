/** The settings of this example, besides those that all examples read. Times are in milliseconds. */
export interface Settings {
  /** The Redis server that receivers and workers share. */
  readonly redisUrl: string
  /** The port on which a receiver listens. */
  readonly port: number
  /** How long a notification stays claimed after its receiver crashed. */
  readonly lease: number
  /** How many jobs a worker runs at once. */
  readonly concurrency: number
  /** How long a job stays locked after its worker crashed. A running worker renews its locks in time. */
  readonly lock: number
  /** How often workers look for jobs of crashed workers. */
  readonly stalledInterval: number
  /** IDs of the brands to check for missed changes. If it is empty, nothing is checked. */
  readonly brandIds: readonly string[]
  /** How often to check them. */
  readonly reconcileEvery: number
  /** A delay before and after each change is applied, to test crashes. */
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
