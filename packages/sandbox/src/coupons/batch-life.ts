import type { KnownStockState } from '@wxdp/core/coupon'
import type { Batch } from './batch.ts'
import { periodOf } from './batch.ts'

/** What can happen to the state of a batch. */
export type BatchStep = 'exhaust' | 'refill' | 'stop' | 'deactivate'

interface Rule {
  readonly from: readonly KnownStockState[]
  readonly to: KnownStockState
}

const open: readonly KnownStockState[] = ['SENDING', 'PAUSED']

/**
 * The documented life of a batch. That one pauses when all was given out, and that a higher budget ends the pause, is
 * inferred.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781542}
 */
const rules: Readonly<Record<BatchStep, Rule>> = {
  exhaust: { from: ['SENDING'], to: 'PAUSED' },
  refill: { from: ['PAUSED'], to: 'SENDING' },
  stop: { from: open, to: 'STOPPED' },
  deactivate: { from: open, to: 'DEACTIVATED' },
}

/** @returns The state after a step; `undefined` if the step is not possible. */
export function batchStateAfter({ state }: Batch, step: BatchStep): KnownStockState | undefined {
  const { from, to } = rules[step]
  return from.includes(state) ? to : undefined
}

/** When a batch ends by itself; `undefined`: it has ended. Milliseconds since 1970. */
export function endOfBatch({ state, terms }: Batch): number | undefined {
  return open.includes(state) ? Date.parse(periodOf(terms).available_end_time) : undefined
}
