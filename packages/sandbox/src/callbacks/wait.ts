import type { Activity, Work } from '../clock/activity.ts'
import type { Clock } from '../clock/clock.ts'
import { type Duration, toMilliseconds } from '../clock/duration.ts'
import { startTimer } from '../clock/timer.ts'

/** Milliseconds within which a receiver must respond. Page 4016168699. */
export const responseTime = 5_000

export function timeoutError(): Error {
  return Object.assign(new Error(`No response within ${responseTime / 1000} seconds.`), { code: 'TIMEOUT' })
}

/** What a receiver waits on the sandbox's clock during one delivery. */
export interface Wait {
  /** After the time limit it still resolves: a receiver works on, although nobody listens any more. */
  readonly wait: (duration: Duration) => Promise<void>
  /** Aborts when a wait passes the time limit. */
  readonly isOver: AbortSignal
  /** The delivery has ended; `receiver` settles when the receiver is done. */
  end(receiver: Promise<unknown>): void
}

export interface WaitOptions {
  readonly clock: Clock
  readonly activity: Activity
  /** The delivery. */
  readonly work: Work
  /** When the receiver is too late, in milliseconds since 1970. */
  readonly limit: number
}

export function createWait({ clock, activity, work, limit }: WaitOptions): Wait {
  const controller = new AbortController()
  /** The delivery; after its end, what a receiver that is too late still does. */
  let current = work
  let waits = 0
  let cancels: readonly (() => void)[] = []
  const giveUp = (): void => {
    current.resume()
    controller.abort(timeoutError())
  }
  const goOn = (): void => {
    current.resume()
    if (current !== work) startTimer(responseTime, current.end)
  }
  return {
    isOver: controller.signal,
    async wait(duration) {
      const until = clock.now() + toMilliseconds('duration', duration)
      if (until > limit) cancels = [...cancels, clock.at(limit, giveUp)]
      waits += 1
      await new Promise<void>((resolve) => {
        clock.at(until, () => {
          waits -= 1
          if (waits === 0) goOn()
          resolve()
        })
        current.pause()
      })
    },
    end(receiver) {
      for (const cancel of cancels) cancel()
      work.resume()
      current = activity.begin()
      if (waits > 0) current.pause()
      // Nobody waits for a receiver that neither responds nor waits on the clock.
      else current.end()
      void receiver.then(current.end, current.end)
    },
  }
}
