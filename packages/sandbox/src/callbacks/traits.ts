import { type Duration, toMilliseconds } from '../clock/duration.ts'
import { chance, fraction, type RandomBytes } from '../http/random.ts'
import type { SentDelivery } from './delivery.ts'

/** How the sandbox sends notifications. Chances are from 0, never, to 1, always; `rng` decides. */
export interface CallbackOptions {
  /** The chance of a signature probe (签名探测流量) before a notification. Default 1. */
  readonly probes?: number
  /** The chance of a duplicate after a notification. Default 1. */
  readonly duplicates?: number
  /**
   * How long a notification takes to be sent, on the sandbox's clock. With a shortest and a longest time, it is random,
   * and notifications overtake each other. Default 0. With a delay, no call and no step waits for its callbacks.
   */
  readonly delay?: Duration | readonly [shortest: Duration, longest: Duration]
  /**
   * How many notifications are sent at a time, from 1 to 1,000. WeChat Pay sends many. Default 1: each waits for the one
   * before, so that every run is the same.
   */
  readonly parallel?: number
}

/** What is decided for one notification. */
export interface CallbackTraits {
  /** Its first deliveries. */
  readonly kinds: readonly SentDelivery['kind'][]
  /** Milliseconds until they are made. */
  readonly delay: number
}

/** Decides for the next notification. */
export function drawTraits(
  { probes = 1, duplicates = 1, delay = 0 }: CallbackOptions,
  randomBytes: RandomBytes,
): CallbackTraits {
  const isProbed = chance(probes, randomBytes)
  const isDuplicated = chance(duplicates, randomBytes)
  return {
    kinds: [
      ...(isProbed ? ['probe' as const] : []),
      'notification',
      ...(isDuplicated ? ['duplicate' as const] : []),
    ],
    delay: drawDelay(delay, randomBytes),
  }
}

function drawDelay(delay: NonNullable<CallbackOptions['delay']>, randomBytes: RandomBytes): number {
  if (typeof delay !== 'object') return toMilliseconds('callbacks.delay', delay)
  const [shortest, longest] = delay.map((duration) => toMilliseconds('callbacks.delay', duration)) as [
    number,
    number,
  ]
  return Math.round(shortest + (longest - shortest) * fraction(randomBytes))
}
