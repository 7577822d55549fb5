import type { OwnKeySandbox } from '../box/sandbox.ts'
import type { CallbackRecord } from '../callbacks/records.ts'
import { describeCallback } from './assert-callback.ts'
import { ExpectationError } from './expectation-error.ts'
import { listed } from './list.ts'
import { describeRequest } from './request-view.ts'

/**
 * Asserts that nothing went wrong: each request had a genuine signature, each callback was accepted in the end, and no
 * signature probe was.
 *
 * @throws {ExpectationError}
 */
export function assertNoProblems({ control }: Pick<OwnKeySandbox, 'control'>): void {
  const problems = [
    ...control.requests
      .filter(({ signature }) => signature.result === 'wrong')
      .map((request) => describeRequest(request)),
    ...control.callbacks.filter(hasProblem).map((callback) => describeCallback(callback)),
  ]
  if (problems.length === 0) return
  throw new ExpectationError(listed('problem', problems, String), { expected: [], actual: problems })
}

function hasProblem({ isAcknowledged, deliveries }: CallbackRecord): boolean {
  return !isAcknowledged || deliveries.some(({ kind, problem }) => kind === 'probe' && problem)
}
