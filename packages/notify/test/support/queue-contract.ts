import type { QueuedNotification } from '@wxdp/notify/bullmq'
import { planChange as fixture, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Call, Log } from './queue-function.ts'
import { callbackHeaders } from './settings.ts'

export interface DeadLetter {
  readonly id: string | undefined
  readonly reason: string
}

/** Receivers and consumers around one real queue. The consumers make four attempts, with no pause between them. */
export interface QueueUnderTest {
  /** Sends a callback to a receiver, and returns the status of its response. */
  post(callback: { readonly headers: Record<string, string>; readonly body: string }): Promise<number>
  /** Puts anything on the queue. */
  put(message: unknown): Promise<void>
  /** What the consumers have seen so far. */
  look(): Promise<Log>
  /** Lets notifications whose id begins with `broken-` succeed from now on. */
  repair(id: string): Promise<void>
  deadLetters(): Promise<readonly DeadLetter[]>
  /** Rejects with the code, if no dead letter has the id. */
  replay(id: string): Promise<void>
}

export interface Change {
  readonly id: string
  readonly plan: string
  /** Seconds of its `modify_time`. Default 0. */
  readonly second?: number
  readonly state?: string
}

const timeOf = (second = 0): string => new Date(Date.UTC(2026, 10, 29, 2, 0, second)).toISOString()
const textOf = ({ plan, second, state = 'DELIVERING' }: Change): string =>
  JSON.stringify({ ...fixture, plan_id: plan, plan_state: state, modify_time: timeOf(second) })

/** A message as a sender writes it. */
export function messageOf(change: Change): QueuedNotification {
  return {
    wxdp: 1,
    id: change.id,
    kind: 'planChange',
    event_type: 'DELIVERY_PLAN.CHANGE',
    original_type: 'delivery_plan',
    resourceText: textOf(change),
    serialNo: 'PUB_KEY_ID_1',
    timestamp: 1_790_000_000,
  }
}

/** The contract of every queue, whatever its engine is. */
export function queueContract(open: () => Promise<QueueUnderTest>): void {
  let queue: QueueUnderTest
  beforeAll(async () => {
    queue = await open()
  }, 60_000)

  const until = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 40_000, interval: 20 })
  const name = (): string => crypto.randomUUID().slice(0, 8)
  const callsOf = async (id: string): Promise<Call[]> =>
    (await queue.look()).calls.filter((call) => call.id === id)
  /** How the attempts to handle a notification ended. An attempt that only found its plan busy says nothing. */
  const outcomesOf = async (id: string): Promise<string[]> =>
    (await queue.look()).events
      .filter((event) => event.id === id && event.outcome !== 'busy')
      .map(({ outcome }) => outcome)
  const untilOutcomes = (id: string, outcomes: readonly string[]) =>
    until(async () => expect([id, await outcomesOf(id)]).toEqual([id, outcomes]))
  const put = async (change: Change): Promise<string> => {
    await queue.put(messageOf(change))
    return change.id
  }
  const callback = async (id: string, resource: unknown) => {
    const body = await planChangeEnvelope({ id, resource })
    return { body, headers: await callbackHeaders(body) }
  }

  describe('the contract of a queue', () => {
    it('has a notification before the response, and hands it over as it was received', async () => {
      const id = `posted-${name()}`
      const sent = await callback(id, { ...fixture, plan_id: `p-${id}`, big: '１２３ 🧧' })
      expect(await queue.post(sent)).toBe(204)
      await untilOutcomes(id, ['applied'])
      expect(await callsOf(id)).toEqual([
        {
          id,
          kind: 'planChange',
          planId: `p-${id}`,
          modifyTime: fixture.modify_time,
          resourceText: JSON.stringify({ ...fixture, plan_id: `p-${id}`, big: '１２３ 🧧' }),
          serialNo: sent.headers['wechatpay-serial'],
          timestamp: Number(sent.headers['wechatpay-timestamp']),
          attempt: 1,
          start: expect.any(Number),
          end: expect.any(Number),
        },
      ])
    })

    it('has nothing that is not genuine', async () => {
      const id = `forged-${name()}`
      const sent = await callback(id, { ...fixture, plan_id: `p-${id}` })
      expect(await queue.post({ ...sent, body: sent.body.replace('encrypt-resource', 'x') })).toBe(401)
      await untilOutcomes(await put({ id: name(), plan: name() }), ['applied'])
      expect(await callsOf(id)).toEqual([])
    })

    it('applies what is delivered or put on it twice once', async () => {
      const id = `twice-${name()}`
      const sent = await callback(id, { ...fixture, plan_id: `p-${id}` })
      expect([await queue.post(sent), await queue.post(sent)]).toEqual([204, 204])
      await untilOutcomes(id, ['applied'])
      const change = { id: `twice-${name()}`, plan: name() }
      await put(change)
      await put(change)
      // BullMQ keeps one job of both, and the other engine finds the duplicate when it delivers it.
      await until(async () => expect(await outcomesOf(change.id)).toContain('applied'))
      await untilOutcomes(await put({ id: name(), plan: change.plan, second: 9 }), ['applied'])
      expect(await callsOf(id)).toHaveLength(1)
      expect(await callsOf(change.id)).toHaveLength(1)
    })

    it('skips a change that is older than the last applied one', async () => {
      const plan = name()
      await untilOutcomes(await put({ id: name(), plan, second: 5 }), ['applied'])
      const old = await put({ id: `old-${name()}`, plan, second: 4 })
      await untilOutcomes(old, ['stale'])
      expect(await callsOf(old)).toEqual([])
    })

    it('applies changes of the same millisecond once each', async () => {
      const plan = name()
      for (const state of ['DELIVERING', 'PAUSED']) {
        await untilOutcomes(await put({ id: `${state}-${plan}`, plan, state }), ['applied'])
      }
    })

    it('applies the changes of one plan one at a time and in order', async () => {
      const plans = [name(), name(), name()]
      const changes = plans.flatMap((plan) =>
        Array.from({ length: 8 }, (_, i) => ({ id: `slow-${plan}-${i}`, plan, second: (i * 5) % 8 })),
      )
      await Promise.all(changes.map(put))
      await until(async () => {
        for (const { id } of changes) expect((await outcomesOf(id)).join()).toMatch(/^(applied|stale)$/)
      })
      const calls = (await queue.look()).calls.filter(({ planId = '' }) => plans.includes(planId))
      for (const plan of plans) {
        const own = calls.filter(({ planId }) => planId === plan)
        expect(own.length).toBeGreaterThan(0)
        expect(own.at(-1)?.modifyTime).toBe(timeOf(7))
        for (const [i, call] of own.slice(1).entries()) {
          const before = own[i] as Call
          expect(before.end).toBeLessThanOrEqual(call.start)
          expect(Date.parse(before.modifyTime ?? '')).toBeLessThan(Date.parse(call.modifyTime ?? ''))
        }
      }
    })

    it('applies the changes of two plans side by side', async () => {
      const group = name()
      const changes = [name(), name()].map((plan) => ({ id: `meets-${group}-${plan}`, plan }))
      await Promise.all(changes.map(put))
      await until(async () => {
        for (const { id } of changes) expect((await outcomesOf(id)).at(-1)).toBe('applied')
      })
    })

    it('tries again what failed, and counts the attempts', async () => {
      const id = await put({ id: `fails-2-${name()}`, plan: name() })
      await untilOutcomes(id, ['failed', 'failed', 'applied'])
      expect((await callsOf(id)).map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    })

    it('applies nothing older than a change that was begun, even if that one failed', async () => {
      const plan = name()
      const broken = await put({ id: `broken-${name()}`, plan, second: 5 })
      await until(async () => expect(await outcomesOf(broken)).toContain('failed'))
      await untilOutcomes(await put({ id: name(), plan, second: 4 }), ['stale'])
      await untilOutcomes(await put({ id: name(), plan, second: 6 }), ['applied'])
    })

    it('keeps what always fails as a dead letter with the reason, and replays it by its id', async () => {
      const id = await put({ id: `broken-${name()}`, plan: name() })
      await untilOutcomes(id, ['failed', 'failed', 'failed', 'dead'])
      await until(async () =>
        expect(await queue.deadLetters()).toContainEqual({ id, reason: 'Error: not repaired yet' }),
      )
      await queue.repair(id)
      await queue.replay(id)
      await untilOutcomes(id, ['failed', 'failed', 'failed', 'dead', 'applied'])
      expect((await callsOf(id)).at(-1)?.attempt).toBe(1)
      await until(async () =>
        expect((await queue.deadLetters()).map((letter) => letter.id)).not.toContain(id),
      )
      for (const missing of [id, 'never-seen']) {
        await expect(queue.replay(missing)).rejects.toThrow('NOTIFY_DEAD_LETTER_MISSING')
      }
    })

    it('does not replay what was overtaken meanwhile', async () => {
      const plan = name()
      const id = await put({ id: `broken-${name()}`, plan, second: 1 })
      await until(async () => expect(await outcomesOf(id)).toContain('dead'))
      await untilOutcomes(await put({ id: name(), plan, second: 2 }), ['applied'])
      await until(async () => expect((await queue.deadLetters()).map((letter) => letter.id)).toContain(id))
      await queue.replay(id)
      await until(async () => expect((await outcomesOf(id)).at(-1)).toBe('stale'))
    })

    it('moves what cannot succeed to the dead letters at once, with the reason', async () => {
      const rejected = await put({ id: `rejected-${name()}`, plan: name() })
      const newer = { ...messageOf({ id: `newer-${name()}`, plan: '1' }), wxdp: 2 }
      const damaged = { ...messageOf({ id: `damaged-${name()}`, plan: '1' }), resourceText: '{' }
      const partial = { ...messageOf({ id: `partial-${name()}`, plan: '1' }), timestamp: undefined }
      const foreign = { id: `foreign-${name()}`, kind: 'planChange', resource: {} }
      for (const message of [newer, damaged, partial, foreign]) await queue.put(message)
      const reasons = new Map([
        [rejected, 'NOTIFY_QUEUE_REJECTED: Nobody handles this kind.'],
        [newer.id, 'NOTIFY_QUEUE_MESSAGE: The message has version 2; this consumer reads 1.'],
        [damaged.id, 'NOTIFY_QUEUE_MESSAGE: The resource of notification'],
        [partial.id, 'NOTIFY_QUEUE_MESSAGE: The message has no timestamp of type number.'],
        [foreign.id, 'NOTIFY_QUEUE_MESSAGE: The message is not a queued notification.'],
      ])
      for (const [id, reason] of reasons) {
        await untilOutcomes(`${id}`, ['dead'])
        await until(async () => {
          const letter = (await queue.deadLetters()).find((each) => each.id === id)
          expect(letter?.reason).toContain(reason)
        })
      }
    })

    it('hands over other kinds, which have no order', async () => {
      const id = `other-${name()}`
      await queue.put({ ...messageOf({ id, plan: '1' }), event_type: 'REFUND.SUCCESS', resourceText: '[1]' })
      await untilOutcomes(id, ['applied'])
      expect(await callsOf(id)).toMatchObject([{ kind: 'unknown', resourceText: '[1]' }])
    })
  })
}
