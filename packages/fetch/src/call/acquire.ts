import type { Endpoint } from '@wxdp/core'
import type { Settings } from './options.ts'
import type { Outcome } from './outcome.ts'
import { type TimeLimit, within } from './within.ts'

/**
 * Waits for the limiter, if the client has one and the endpoint has a limit.
 *
 * @returns why the attempt must not be sent; `undefined` if it may be.
 */
export async function acquire(
  { limit, method, path }: Pick<Endpoint<never, unknown>, 'limit' | 'method' | 'path'>,
  { limiter, signer }: Settings,
  timeLimit: TimeLimit,
): Promise<Outcome<never> | undefined> {
  if (!limiter || !limit) return undefined
  const { perSecond } = limit
  const result = await within(
    async (signal) => limiter.acquire(`${signer.id} ${method} ${path}`, { perSecond, signal }),
    { ...timeLimit, late: 'The deadline of the call passed.' },
  )
  if (result.kind === 'done') return undefined
  if (result.kind === 'aborted') return result
  const cause = result.kind === 'failed' ? result.error : new Error(result.message)
  const message = 'the limiter did not let this attempt through; it was not sent.'
  return { kind: 'refused', code: 'FETCH_LIMITED', message, cause }
}
