import { elapsed, quietly } from '@wxdp/bounds'
import { type AnyNotificationDefinition, type PlanChange, planChange } from '@wxdp/core'
import { NotifyError, requireFunctions, requirePositiveIntegers, wrongOption } from '../errors.ts'
import { withoutObjects } from '../inbox/shared.ts'
import type { NotificationContext, ReceivedNotification } from '../receive/settings.ts'
import { fromMessage } from './message.ts'
import { type Begun, type NamedChange, type PlanStore, parsePlan, toText } from './plan-store.ts'
import { logQueueEvent, type QueueEvent } from './queue-event.ts'
import { endTurn, takeTurn, yieldTurn } from './turn.ts'

/** How a notification came from the queue. */
export interface QueueContext extends Omit<NotificationContext, 'host'> {
  /** The number of this attempt, from 1. */
  readonly attempt: number
}

/** The settings of every consumer. */
export interface QueueConsumerSettings<
  Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
> {
  /**
   * Handles one notification. When it resolves, the notification is done; when it throws or rejects, it is tried again.
   *
   * It is called at least once for each notification that is not stale: again if its worker crashes before the end is
   * stored. Use `notification.id` to make what it does happen once, best in the transaction that does it.
   *
   * Throw a `NotifyError` with `NOTIFY_QUEUE_REJECTED` if no attempt can succeed: it goes to the dead letters at once.
   */
  readonly onNotification: (
    notification: ReceivedNotification<Definitions>,
    context: QueueContext,
  ) => Promise<void> | void
  /** The same as the receiver's setting. Default: `[planChange]`. */
  readonly notifications?: Definitions
  /** Keeps the order of each plan's changes. All consumers of a queue need the same. */
  readonly plans: PlanStore
  /**
   * How long a worker that crashed keeps others from its plan, in milliseconds. Default 60,000. Choose more than
   * `onNotification` ever takes: when the lease ends, the next change of the plan is applied, even if this one still is.
   */
  readonly lease?: number
  /**
   * Called with the outcome of every attempt; what it throws, or rejects with, is ignored. Default: failures on
   * `console.error`.
   */
  readonly observe?: (event: QueueEvent) => void
}

/** One delivery of a message. */
export interface QueueDelivery {
  readonly body: unknown
  /** The same whenever the engine delivers this message again, and no other message's. */
  readonly owner: string
  readonly attempt: number
}

/** A message that needs nothing more. */
export interface Handled extends Pick<QueueEvent, 'planId' | 'error'> {
  readonly outcome: 'applied' | 'duplicate' | 'stale'
  readonly id: string
}

/** What an adapter of an engine needs. */
export interface QueueConsumer {
  /**
   * Handles one message.
   *
   * @throws {NotifyError} `NOTIFY_QUEUE_MESSAGE`, `NOTIFY_PLAN_BUSY`, `NOTIFY_PLANS_UNAVAILABLE`
   * @throws what `onNotification` throws
   */
  handle(delivery: QueueDelivery): Promise<Handled>
  observe(event: QueueEvent): void
}

/**
 * Makes the one way from a message to its effect. The adapters of the engines are thin wrappers of it.
 *
 * @param patience How long a delivery waits for its turn before it fails with `NOTIFY_PLAN_BUSY`, in milliseconds.
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 */
export function createConsumer<const Definitions extends readonly AnyNotificationDefinition[]>(
  settings: QueueConsumerSettings<Definitions>,
  patience: (lease: number) => number,
): QueueConsumer {
  const { onNotification, plans, lease = 60_000, observe = logQueueEvent } = settings
  const notifications = settings.notifications ?? ([planChange] as unknown as Definitions)
  requireFunctions({ onNotification, observe })
  requirePositiveIntegers({ lease })
  if (typeof plans?.replace !== 'function') {
    throw wrongOption('plans must come from createRedisPlans or createDurableObjectPlans', plans)
  }

  /** Waits for the turn of a plan. */
  const take = async (
    planId: string,
    change: NamedChange,
    owner: string,
  ): Promise<{ readonly begun: Begun; readonly text: string } | 'duplicate' | 'stale'> => {
    const end = elapsed() + patience(lease)
    for (let pause = 20; ; ) {
      const { text, now } = await plans.read(planId)
      const turn = takeTurn(parsePlan(text), change, { owner, now, lease })
      if (turn.state === 'duplicate' || turn.state === 'stale') return turn.state
      if (turn.state === 'taken') {
        const next = toText(turn.next)
        // If it was written although the store says that it was not, the next read finds the turn with this owner.
        if (await plans.replace(planId, text, next)) return { begun: turn.next.begun as Begun, text: next }
      }
      if (elapsed() > end) {
        throw new NotifyError('NOTIFY_PLAN_BUSY', `Another change of plan ${planId} is being applied.`)
      }
      await new Promise((resolve) => setTimeout(resolve, pause))
      pause = Math.min(pause * 2, 500)
    }
  }

  /** Stores what became of a turn. Returns whether the delivery still had it. */
  const leave = async (
    planId: string,
    { begun, text: taken }: { readonly begun: Begun; readonly text: string },
    leaving: typeof endTurn,
  ): Promise<boolean> => {
    // Nobody else writes during the turn, so the first try needs no read.
    let text: string | undefined = taken
    for (let tries = 0; tries < 20; tries++) {
      const plan = parsePlan(text)
      const next = toText(leaving(plan, begun))
      const owned = plan.begun?.owner === begun.owner
      if (plan.ids.includes(begun.id) || next === text) return owned || plan.ids.includes(begun.id)
      if (await plans.replace(planId, text, next)) return owned
      text = (await plans.read(planId)).text
    }
    throw new Error(`The entry of plan ${planId} never stayed as it was read.`)
  }

  return {
    observe: (event) => void quietly(() => observe(event)),
    async handle({ body, owner, attempt }) {
      const { notification, ...signed } = fromMessage(body, notifications)
      const { id } = notification
      const work = async (): Promise<void> => onNotification(notification, { ...signed, attempt })
      const change = planChangeOf(notification)
      if (!change) {
        await work()
        return { outcome: 'applied', id }
      }
      const { plan_id: planId, plan_state, audit_state, modify_time } = change
      const store = <T>(step: Promise<T>): Promise<T> => step.catch(rethrow)
      const turn = await store(take(planId, { id, plan_state, audit_state, modify_time }, owner))
      if (typeof turn === 'string') return { outcome: turn, id, planId }
      try {
        await work()
      } catch (error) {
        // If this fails, the turn ends with the lease.
        await leave(planId, turn, yieldTurn).catch(() => {})
        throw error
      }
      const owned = await store(leave(planId, turn, endTurn))
      if (owned) return { outcome: 'applied', id, planId }
      const error = new NotifyError(
        'NOTIFY_LEASE_EXCEEDED',
        `onNotification took longer than the lease of ${lease} ms, and another change of plan ${planId} was begun meanwhile. Increase lease.`,
      )
      return { outcome: 'applied', id, planId, error }
    },
  }
}

function rethrow(cause: unknown): never {
  if (cause instanceof NotifyError) throw cause
  throw new NotifyError('NOTIFY_PLANS_UNAVAILABLE', 'The store of the plans failed; see the cause.', {
    cause: withoutObjects(cause),
  })
}

/** The change of a plan, if the notification is one. */
function planChangeOf({ kind, resource }: { kind: string; resource: unknown }): PlanChange | undefined {
  return kind === planChange.kind ? (resource as PlanChange) : undefined
}
