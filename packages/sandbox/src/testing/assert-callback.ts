import type { OwnKeySandbox } from '../box/sandbox.ts'
import type { CallbackRecord } from '../callbacks/records.ts'
import { type Difference, describeDifference, differenceFrom, show } from './difference.ts'
import { ExpectationError } from './expectation-error.ts'
import { listed, maxListed } from './list.ts'

/** Which callback is expected. What is not given does not count. */
export interface ExpectedCallback {
  readonly to?: 'partner' | 'brand'
  readonly eventType?: string
  /** Members of the opened resource; a regular expression fits a string. */
  readonly resource?: object
  /** Whether the receiver has accepted it. Default `true`. */
  readonly isAcknowledged?: boolean
}

/**
 * Asserts that a callback was sent, and that the receiver has accepted it.
 *
 * @returns The newest one that fits.
 * @throws {ExpectationError}
 *
 * @example
 * assertCallback(sandbox, { resource: { plan_state: 'PAUSED', change_reason: /库存/ } })
 */
export function assertCallback(
  { control }: Pick<OwnKeySandbox, 'control'>,
  expected: ExpectedCallback,
): CallbackRecord {
  const { callbacks } = control
  const complete = { isAcknowledged: true, ...expected }
  const found = [...callbacks].reverse().find((callback) => !differenceFrom(complete, callback, 'callback'))
  if (found) return found
  throw new ExpectationError(
    `No callback fits. Expected ${show(complete)}.\n${listed('callback', callbacks, (callback) =>
      describeCallback(callback, differenceFrom(complete, callback, 'callback')),
    )}`,
    {
      expected: complete,
      actual: callbacks.slice(-maxListed).map(({ to, eventType, resource, isAcknowledged }) => ({
        ...{ to, eventType, resource, isAcknowledged },
      })),
    },
  )
}

export function describeCallback(callback: CallbackRecord, difference?: Difference): string {
  const { eventType, resource, deliveries } = callback
  const problems = deliveries.flatMap(({ kind, attempt, problem }) =>
    problem ? [`\n     ${kind}, attempt ${attempt}: ${problem.en}`] : [],
  )
  const why = difference ? `: ${describeDifference(difference)}` : ''
  return `${eventType} ${show(resource)}${why}${problems.slice(0, maxListed).join('')}`
}
