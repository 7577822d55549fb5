// What the consumers of the contract do with a notification. Its id says how the function behaves.
import { NotifyError } from '@wxdp/notify'
import type { QueueConsumerSettings, QueueContext, QueueEvent } from '@wxdp/notify/bullmq'

/** One call of `onNotification`. */
export interface Call extends QueueContext {
  readonly id: string
  readonly kind: string
  readonly planId: string | undefined
  readonly modifyTime: string | undefined
  readonly resourceText: string
  /** Unix time in milliseconds; `end` is undefined while it runs, and if it threw. */
  readonly start: number
  end: number | undefined
}

/** What a consumer has seen, and the faults that are repaired. */
export interface Log {
  readonly calls: Call[]
  readonly events: (Omit<QueueEvent, 'error'> & { readonly error: string | undefined })[]
  readonly repaired: string[]
  /** Ids of those that wait for company, and the groups in which two have met. */
  readonly waiting: string[]
  readonly met: string[]
}

export const newLog = (): Log => ({ calls: [], events: [], repaired: [], waiting: [], met: [] })

/**
 * Makes the settings of a consumer that notes what happens.
 *
 * `fails-2-…` fails at its first two attempts; `broken-…` until it is repaired; `rejected-…` says that no attempt can
 * succeed; `slow-…` takes 150 ms; `meets-group-…` fails unless another of its group is being handled at the same time.
 */
export function notingSettings(log: Log): Pick<QueueConsumerSettings, 'onNotification' | 'observe'> {
  const { calls, events, repaired } = log
  return {
    async onNotification({ id, kind, resource, resourceText }, context) {
      const { plan_id, modify_time } = Object(resource)
      const start = Date.now()
      const call: Call = {
        ...context,
        id,
        kind,
        planId: plan_id,
        modifyTime: modify_time,
        resourceText,
        start,
        end: undefined,
      }
      calls.push(call)
      const [fault, count] = id.split('-')
      if (fault === 'fails' && context.attempt <= Number(count)) throw new Error(`failure ${context.attempt}`)
      if (fault === 'broken' && !repaired.includes(id)) throw new Error('not repaired yet')
      if (fault === 'rejected') throw new NotifyError('NOTIFY_QUEUE_REJECTED', 'Nobody handles this kind.')
      if (fault === 'meets') await meet(id, log)
      await pause(fault === 'slow' ? 150 : 5)
      call.end = Date.now()
    },
    observe({ error, ...event }) {
      events.push({ ...event, error: error === undefined ? undefined : `${error}` })
    },
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits a second for another of the group. Who has met nobody is tried again, and by then the others are queued, too. */
async function meet(id: string, { waiting, met }: Log): Promise<void> {
  const groupOf = (of: string): string => of.split('-')[1] ?? ''
  const group = groupOf(id)
  if (waiting.some((other) => other !== id && groupOf(other) === group)) met.push(group)
  waiting.push(id)
  for (let i = 0; i < 200 && !met.includes(group); i++) await pause(5)
  waiting.splice(waiting.indexOf(id), 1)
  if (!met.includes(group)) throw new Error('met nobody')
}
