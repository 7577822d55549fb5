import type { CallbackDelivery } from '@wxdp/sandbox'
import { expect, it } from 'vitest'
import type { Rehearsal } from '../rehearse.ts'
import { faultsOf } from '../verdict.ts'

const url = 'http://127.0.0.1:1/wechatpay/plans'
const request = { headers: {}, body: '' }
const delivered = (kind: CallbackDelivery['kind'], status: number): CallbackDelivery => ({
  kind,
  attempt: 1,
  time: 0,
  request,
  status,
  headers: {},
  body: '',
})
const unanswered: CallbackDelivery = {
  kind: 'duplicate',
  attempt: 1,
  time: 0,
  request,
  error: { code: 'TIMEOUT', message: 'No response within 5 seconds.' },
}
const good: Rehearsal = {
  expectedUrl: url,
  notifyUrl: url,
  deliveries: [delivered('probe', 401), delivered('notification', 204), delivered('duplicate', 204)],
  older: [],
  handled: 1,
  output: '',
}

it('has nothing to say when all went well', () => {
  expect(faultsOf(good)).toEqual([])
})

it.each<[string, Partial<Rehearsal>]>([
  ['another URL', { notifyUrl: `${url}/` }],
  ['no URL', { notifyUrl: undefined }],
  ['no deliveries', { deliveries: [] }],
  ['a probe that is let in', { deliveries: [delivered('probe', 204), ...good.deliveries.slice(1)] }],
  ['no response', { deliveries: [...good.deliveries.slice(0, 2), unanswered] }],
  ['a notification taken over twice', { handled: 2 }],
  ['a notification taken over never', { handled: 0 }],
])('names %s', (_, change) => {
  expect(faultsOf({ ...good, ...change })).toHaveLength(1)
})
