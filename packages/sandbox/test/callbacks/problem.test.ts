import { expect, it } from 'vitest'
import { isAcknowledged, problemOf } from '../../src/callbacks/problem.ts'

const refused = { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' }

it.each([
  [{ kind: 'notification', status: 204 }, true, undefined],
  [{ kind: 'duplicate', status: 200 }, true, undefined],
  [{ kind: 'probe', status: 401 }, false, undefined],
  [{ kind: 'probe', status: 204 }, false, /accepted a wrong signature/],
  [{ kind: 'notification', status: 201 }, false, /^The status is 201\. Expected 200 or 204\.$/],
  [{ kind: 'notification', status: 500 }, false, /^The status is 500/],
  [{ kind: 'notification', status: 299 }, false, /^The status is 299/],
  [{ kind: 'notification', status: 300 }, false, /redirect \(300\)/],
  [{ kind: 'duplicate', status: 301 }, false, /redirect \(301\)/],
  [{ kind: 'notification', status: 399 }, false, /redirect \(399\)/],
  [{ kind: 'notification', status: 400 }, false, /^The status is 400/],
  [{ kind: 'notification', error: refused }, false, /^No response: ECONNREFUSED connect/],
  [{ kind: 'probe', error: refused }, false, /^No response/],
] as const)('%j: acknowledged: %s, problem: %s', (delivery, acknowledged, problem) => {
  expect(isAcknowledged(delivery)).toBe(acknowledged)
  const found = problemOf(delivery)
  if (problem) {
    expect(found?.en).toMatch(problem)
    expect(found?.zh).toMatch(/[一-龥]/)
  } else expect(found).toBeUndefined()
})
