import type { OwnKeySandbox } from '../box/sandbox.ts'
import type { RequestRecord } from '../requests/request-record.ts'
import { show } from './difference.ts'
import { ExpectationError } from './expectation-error.ts'
import { listed, maxListed } from './list.ts'
import { describeRequest, differenceOf, type ExpectedRequest, readable, viewOf } from './request-view.ts'

/**
 * Asserts that the sandbox has got a request.
 *
 * @returns The newest one that fits.
 * @throws {ExpectationError}
 *
 * @example
 * assertRequest(sandbox, { endpoint: createPlan, body: { plan_name: '秋季满减券' }, status: 200 })
 */
export function assertRequest(
  { control }: Pick<OwnKeySandbox, 'control'>,
  expected: ExpectedRequest,
): RequestRecord {
  const { requests } = control
  const found = [...requests].reverse().find((request) => !differenceOf(request, expected))
  if (found) return found
  throw new ExpectationError(
    `No request fits. Expected ${show(readable(expected))}.\n${listed('request', requests, (request) =>
      describeRequest(request, differenceOf(request, expected)),
    )}`,
    { expected: readable(expected), actual: requests.slice(-maxListed).map(viewOf) },
  )
}

/**
 * Asserts that the sandbox has not got a request.
 *
 * @throws {ExpectationError}
 *
 * @example
 * assertNoRequest(sandbox, { endpoint: terminatePlan })
 */
export function assertNoRequest(
  { control }: Pick<OwnKeySandbox, 'control'>,
  expected: ExpectedRequest,
): void {
  const found = control.requests.filter((request) => !differenceOf(request, expected))
  if (found.length === 0) return
  throw new ExpectationError(
    `Expected no request that fits ${show(readable(expected))}.\n${listed('request', found, describeRequest)}`,
    { expected: [], actual: found.slice(-maxListed).map(viewOf) },
  )
}
