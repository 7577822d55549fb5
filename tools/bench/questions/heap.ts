// Many callbacks in one process: does the heap stay flat?
import { bytes } from '#here'
import { makeCallback } from '../contenders/messages.ts'
import { receiver } from '../contenders/ours.ts'

export interface HeapOptions {
  readonly count: number
  /** After how many callbacks the heap is looked at. */
  readonly step: number
}

export interface HeapSample {
  readonly callbacks: number
  /** Bytes in use after a full collection. */
  readonly heap: number
}

type Host = { readonly gc?: () => void }

export async function inside({ count, step }: HeapOptions): Promise<HeapSample[]> {
  const samples: HeapSample[] = []
  const { gc } = globalThis as Host
  if (!gc) throw new Error('Start it with --expose-gc.')
  for (let callbacks = 0; callbacks < count; ) {
    // Signed anew for each step: all of them take longer than a timestamp lasts.
    const { headers, body } = await makeCallback()
    const { run } = receiver({ headers, body: bytes(body) })
    for (let i = 0; i < step; i++) await run()
    callbacks += step
    gc()
    samples.push({ callbacks, heap: process.memoryUsage().heapUsed })
  }
  return samples
}
