import { setTimeout as sleep } from 'node:timers/promises'
import type { Sandbox } from '@wxdp/sandbox'

/** A notification from the sandbox, with the requests that deliver it. */
export interface Notification {
  readonly id: string
  readonly planId: string
  readonly state: string
  readonly time: string
  /** The same body, signed twice. */
  readonly genuine: readonly [Request, Request]
  readonly probe: Request
}

export interface Request {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export async function makeNotification(
  { control }: Sandbox,
  change: { plan_id: string; plan_state: string; modify_time: string },
): Promise<Notification> {
  const [probe, first, second] = await control.sendPlanChange(change)
  if (!probe || !first || !second) throw new Error('The sandbox has no callback URL.')
  const { id } = JSON.parse(first.request.body) as { id: string }
  const { plan_id: planId, plan_state: state, modify_time: time } = change
  return { id, planId, state, time, genuine: [first.request, second.request], probe: probe.request }
}

/** Sends a callback once. Returns the status, or `undefined` if there is no response. */
export async function post(url: string, { headers, body }: Request): Promise<number | undefined> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) })
    await response.arrayBuffer()
    return response.status
  } catch {
    return undefined
  }
}

/**
 * Sends a callback until it is accepted, as WeChat Pay does, but with shorter pauses.
 *
 * @param pick Returns the URL of the receiver for the next attempt. Like a simple load balancer, it may return that
 *   of a receiver that has crashed.
 * @returns The statuses in order; the last one is a 2xx.
 */
export async function deliver(request: Request, pick: () => string): Promise<(number | undefined)[]> {
  const statuses: (number | undefined)[] = []
  const end = Date.now() + 40_000
  while (Date.now() < end) {
    const status = await post(pick(), request)
    statuses.push(status)
    if (status !== undefined && status >= 200 && status < 300) return statuses
    await sleep(100)
  }
  throw new Error(
    `Not accepted within 40 s; the statuses were ${statuses.map((status) => status ?? 'none').join(', ')}`,
  )
}

/** Runs all tasks, at most `width` at once. */
export async function inParallel(tasks: readonly (() => Promise<void>)[], width: number): Promise<void> {
  const queue = [...tasks]
  const lane = async (): Promise<void> => {
    for (let task = queue.shift(); task; task = queue.shift()) await task()
  }
  await Promise.all(Array.from({ length: width }, lane))
}

/** Shuffles with a fixed seed, so that the order is the same each time. */
export function shuffle<T>(items: readonly T[]): T[] {
  let seed = 20261124
  const random = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}
