import { expect, it } from 'vitest'
import type { Batch } from '../../src/coupons/batch.ts'
import { type BatchStep, batchStateAfter, endOfBatch } from '../../src/coupons/batch-life.ts'
import { batchStates } from '../../src/coupons/states.ts'
import { batchTerms, period } from '../support/coupon-stage.ts'

const table: Readonly<Record<string, Partial<Record<BatchStep, string>>>> = {
  SENDING: { exhaust: 'PAUSED', stop: 'STOPPED', deactivate: 'DEACTIVATED' },
  PAUSED: { refill: 'SENDING', stop: 'STOPPED', deactivate: 'DEACTIVATED' },
}

it.each(batchStates)('%s takes the documented steps and no others, and ends while it is open', (state) => {
  const batch = { state, terms: batchTerms } as Batch
  for (const step of ['exhaust', 'refill', 'stop', 'deactivate'] as const) {
    expect([step, batchStateAfter(batch, step)]).toEqual([step, table[state]?.[step]])
  }
  expect(endOfBatch(batch)).toBe(table[state] && Date.parse(period.available_end_time))
})
