import { createAgenda } from './agenda.ts'
import { startTimer } from './timer.ts'

/** The sandbox's clock, and what is going to happen. */
export interface Clock {
  /** Milliseconds since 1970. While something that fell due runs, the time at which it fell due. */
  now(): number
  /**
   * Runs `work` once the clock shows `time`.
   *
   * @param label What it is, for whoever saves what is going to happen.
   * @returns A function that takes it off again.
   */
  at(time: number, work: () => void, label?: string): () => void
  /** Runs what has fallen due. A clock that nobody turns needs no call: it has a timer. */
  catchUp(): void
  /**
   * Turns the clock, and runs what falls due on the way, one after the other.
   *
   * @param ms Milliseconds.
   * @param quiet Waits until what has happened so far has had its consequences.
   */
  advance(ms: number, quiet: () => Promise<void>): Promise<void>
  /** What it shows, and what is going to happen. */
  save(): SavedClock
  /** Puts what was added in the order that was saved. */
  restoreOrder(saved: SavedClock): void
  /** Stops the timer and forgets what was going to happen. */
  close(): void
}

/** A clock, as JSON. */
export interface SavedClock {
  /** Milliseconds since 1970. */
  readonly time: number
  /** How far it was ahead of the clock that it follows, in milliseconds. */
  readonly ahead: number
  /** What is going to happen, in order. */
  readonly agenda: readonly string[]
}

export interface ClockOptions {
  /** A clock that somebody else turns. Default: `Date.now`, with a timer for what falls due. */
  readonly now?: (() => number) | undefined
  /** How fast the clock runs, if nobody else turns it. 0: it stands still. Default 1. */
  readonly speed?: number | undefined
  /** Goes on from there: a clock that stands still shows the same time, another one is as far ahead. */
  readonly saved?: SavedClock | undefined
}

export function createClock({ now: given, speed = 1, saved }: ClockOptions): Clock {
  const agenda = createAgenda()
  const source = given ?? Date.now
  const start = source()
  /** How far the clock was turned. */
  let turned = saved ? (given === undefined && speed === 0 ? saved.time - start : saved.ahead) : 0
  /** What the clock shows while it is being turned. */
  let shown: number | undefined
  let stopTimer = (): void => undefined
  let isClosed = false
  let last: Promise<void> = Promise.resolve()
  const hasTimer = given === undefined && speed > 0

  const running = (): number => Math.round(start + (source() - start) * speed)
  const now = (): number => shown ?? running() + turned

  function runNext(until: number): boolean {
    const due = agenda.first
    if (!due || due.time > until) return false
    const before = shown
    agenda.shift()
    // Something may be late, but the clock never goes back further than to the time at which it was due.
    shown = before === undefined ? due.time : Math.max(before, due.time)
    try {
      due.run()
    } finally {
      if (before === undefined) shown = undefined
    }
    return true
  }
  function catchUp(): void {
    const until = now()
    while (runNext(until));
    setTimer()
  }
  function setTimer(): void {
    stopTimer()
    if (!hasTimer || isClosed || shown !== undefined || !agenda.first) return
    stopTimer = startTimer(Math.max(0, (agenda.first.time - now()) / speed), catchUp)
  }
  async function turn(ms: number, quiet: () => Promise<void>): Promise<void> {
    await quiet()
    catchUp()
    const target = now() + ms
    shown = now()
    stopTimer()
    try {
      do await quiet()
      while (runNext(target))
    } finally {
      shown = undefined
      turned = target - running()
      setTimer()
    }
  }
  return {
    now,
    at(time, work, label) {
      if (isClosed) return () => undefined
      const cancel = agenda.add({ time, run: work, label })
      if (agenda.first?.time === time) setTimer()
      return cancel
    },
    catchUp,
    advance(ms, quiet) {
      const turning = last.then(() => turn(ms, quiet))
      last = turning.catch(() => undefined)
      return turning
    },
    save: () => ({ time: now(), ahead: now() - source(), agenda: agenda.labels() }),
    restoreOrder: (order) => agenda.reorder(order.agenda),
    close() {
      isClosed = true
      stopTimer()
      agenda.clear()
    },
  }
}
