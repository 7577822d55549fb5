// Does the heap stay flat over many callbacks in one process?
import { bytes } from '#here'
import { makeCallback } from '../contenders/messages.ts'
import { receiver } from '../contenders/ours.ts'

export interface HeapOptions {
  readonly count: number
  /** Callbacks between two samples. */
  readonly step: number
}

export interface HeapSample {
  readonly callbacks: number
  /** Bytes in use after a full collection. */
  readonly heap: number
}

export async function inside({ count, step }: HeapOptions): Promise<HeapSample[]> {
  const samples: HeapSample[] = []
  const { gc } = globalThis as { readonly gc?: () => void }
  if (!gc) throw new Error('Start it with --expose-gc.')
  for (let callbacks = 0; callbacks < count; ) {
    // Each step has its own signature: all steps together take longer than a timestamp is valid.
    const { headers, body } = await makeCallback()
    const { run } = receiver({ headers, body: bytes(body) })
    for (let i = 0; i < step; i++) await run()
    callbacks += step
    gc()
    samples.push({ callbacks, heap: process.memoryUsage().heapUsed })
  }
  return samples
}
