import { BodyTooLarge } from '@wxdp/bounds'
import { expect, it } from 'vitest'
import { toDeliveryError } from '../../src/callbacks/delivery-error.ts'

const coded = (message: string, code: string): Error => Object.assign(new Error(message), { code })

it.each<[string, unknown, { code: string; message: string }]>([
  [
    'an error with a code',
    coded('No response within 5 seconds.', 'TIMEOUT'),
    { code: 'TIMEOUT', message: 'No response within 5 seconds.' },
  ],
  [
    'a cause with a code',
    new TypeError('fetch failed', { cause: coded('connect ECONNREFUSED 127.0.0.1:1', 'ECONNREFUSED') }),
    { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' },
  ],
  [
    'several addresses that all failed',
    new TypeError('fetch failed', {
      cause: Object.assign(new AggregateError([new Error('connect ECONNREFUSED ::1:1')], ''), {
        code: 'ECONNREFUSED',
      }),
    }),
    { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED ::1:1' },
  ],
  [
    'a body that is too large',
    new BodyTooLarge('The body is larger than 65536 bytes.'),
    { code: 'BODY_TOO_LARGE', message: 'The body is larger than 65536 bytes.' },
  ],
  ['an error without a code', new Error('lost'), { code: 'FAILED', message: 'lost' }],
  ['a string', 'lost', { code: 'FAILED', message: 'lost' }],
  ['nothing', undefined, { code: 'FAILED', message: 'undefined' }],
])('describes %s', (_, thrown, expected) => {
  expect(toDeliveryError(thrown)).toEqual(expected)
})

it('ends at a cause that causes itself', () => {
  const error = new Error('lost')
  error.cause = error
  expect(toDeliveryError(error)).toEqual({ code: 'FAILED', message: 'lost' })
})
